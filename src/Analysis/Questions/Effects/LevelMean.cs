using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Effects;

/// <summary>The mean over all cells of a grid that have one value of an axis.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Value">The value.</param>
/// <param name="Mean">The mean, with its interval over replicates.</param>
public sealed record LevelMean(Axis Axis, SettingValue Value, Estimate Mean);
