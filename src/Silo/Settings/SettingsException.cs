namespace Symmetry.Silo.Settings;

/// <summary>Settings are invalid.</summary>
internal sealed class SettingsException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes));
