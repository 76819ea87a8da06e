namespace Symmetry.Hosting;

/// <summary>A plug-in cannot be used.</summary>
/// <param name="message">One sentence: which plug-in, and why.</param>
/// <param name="inner">The cause.</param>
public sealed class PluginException(string message, Exception? inner = null) : Exception(message, inner);
