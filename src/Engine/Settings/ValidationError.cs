namespace Symmetry.Engine.Settings;

/// <summary>Why values that are valid on their own cannot be combined.</summary>
/// <param name="Setting">The name of the setting to change.</param>
/// <param name="Message">One sentence: what conflicts, and what is valid.</param>
public sealed record ValidationError(string Setting, string Message);
