namespace Symmetry.Analysis.Statistics;

/// <summary>One difference of a family that <see cref="StepDownMaxT"/> tests together.</summary>
/// <param name="Pairs">n: in how many replicates both sides have a value.</param>
/// <param name="Mean">The mean of the n differences; NaN for none.</param>
/// <param name="StandardDeviation">Their standard deviation, divisor n − 1; NaN for fewer than two.</param>
/// <param name="T">|mean|/(sd/√n), at least 0; infinite where all n agree and are not 0, 0 where all are 0. Null where there is no p.</param>
/// <param name="P">The two-sided sign-flip p of this difference alone, in (0, 1]; null below <see cref="StepDownMaxT.MinPairs"/> pairs.</param>
/// <param name="Adjusted">The step-down maxT p over the family, at least <paramref name="P"/>; null where there is no p.</param>
/// <param name="Simultaneous">mean ± c·sd/√n, which holds for all differences of the family together; null where there is no p, and where c is
/// infinite.</param>
public readonly record struct FamilyDifference(
    int Pairs, double Mean, double StandardDeviation, double? T, double? P, double? Adjusted, Interval? Simultaneous);
