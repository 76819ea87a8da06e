namespace Symmetry.Engine.Settings;

/// <summary>The values of all settings of one experiment's trial; each experiment derives a record of its own.</summary>
/// <remarks>Ranges are checked where text becomes a value, by <see cref="Setting"/>. Equal settings give equal distributions of results.</remarks>
public abstract record TrialSettings;
