using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Client.Multiverse;

/// <summary>One of the paper's numbers compared with our runs under one reading.</summary>
/// <param name="Reading">The reading.</param>
/// <param name="Mean">Our mean; NaN without completed runs.</param>
/// <param name="Answer">Whether the paper's number lies inside the 95 % prediction interval of one of our runs.</param>
internal sealed record SpecificationCurvePoint(Reading Reading, double Mean, ClaimAnswer Answer);
