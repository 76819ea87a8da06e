namespace Symmetry.Silo.Settings;

/// <summary>Settings are invalid.</summary>
/// <param name="mistakes">All mistakes, one sentence each.</param>
internal sealed class SettingsException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes));
