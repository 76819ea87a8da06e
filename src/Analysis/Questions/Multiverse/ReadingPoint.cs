using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Analysis.Questions.Multiverse;

/// <summary>One number of the paper under one reading.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Mean">Our mean; NaN without completed runs.</param>
/// <param name="Answer">Refuted where the paper's number lies outside of the 95 % prediction interval of one run of ours.</param>
public sealed record ReadingPoint(Reading Reading, double Mean, ClaimAnswer Answer);
