using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Tuning;

/// <summary>The difference between two tuned values, paired by replicate.</summary>
/// <param name="Greater">The value with the larger mean over the pairs.</param>
/// <param name="Than">The value that is subtracted.</param>
/// <param name="Pairs">In how many replicates both have a result.</param>
/// <param name="Difference">The mean difference, at least 0; NaN without pairs.</param>
/// <param name="Interval">The interval that holds for all differences together; null where there is no test.</param>
/// <param name="PValue">The two-sided sign-flip p of this difference alone; null where there is no test.</param>
/// <param name="Adjusted">p adjusted over all pairs of values.</param>
public sealed record TunedDifference(
    SettingValue Greater, SettingValue Than, int Pairs, double Difference, Interval? Interval, double? PValue, double? Adjusted);
