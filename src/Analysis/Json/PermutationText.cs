using Symmetry.Engine.Features;
using Symmetry.Engine.Trials;

namespace Symmetry.Analysis.Json;

/// <summary>The permutation P of a trial as text.</summary>
internal static class PermutationText
{
    /// <summary>The images P(0), P(1), … with spaces between them; nothing for feature maps without P.</summary>
    public static string Write(TrialSpec spec) =>
        spec.Settings.HasPermutation ? PixelPermutation.Draw(spec.Settings.Data.Pixels, spec.Indices).ToString() : "";
}
