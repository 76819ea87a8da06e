using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Effects;

/// <summary>The difference between two values of an axis, averaged over all other axes and paired by replicate.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Greater">The value with the larger mean.</param>
/// <param name="Than">The value that is subtracted.</param>
/// <param name="Difference">The mean difference, at least 0, in the metric's unit.</param>
/// <param name="Interval">The interval that holds for all differences of the family together; null where there is no test.</param>
/// <param name="Adjusted">p adjusted over the family; null where there is no test.</param>
public sealed record LevelDifference(Axis Axis, SettingValue Greater, SettingValue Than, double Difference, Interval? Interval, double? Adjusted);
