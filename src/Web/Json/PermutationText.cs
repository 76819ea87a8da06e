using Symmetry.Engine.Experiments;
using Symmetry.Engine.Features;

namespace Symmetry.Web.Json;

/// <summary>The permutation P of a trial as text.</summary>
internal static class PermutationText
{
    /// <summary>The images P(0), P(1), … with spaces between them; nothing for feature maps without P.</summary>
    public static string Of(TrialSpec spec) =>
        spec.Experiment.PermutationOf(spec)?.ToString() ?? "";
}
