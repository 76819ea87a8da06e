namespace Symmetry.Silo.Settings;

/// <summary>Settings are wrong or do not go together.</summary>
/// <param name="mistakes">One sentence each: what came, where it was set, what is allowed.</param>
internal sealed class SettingsException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes));
