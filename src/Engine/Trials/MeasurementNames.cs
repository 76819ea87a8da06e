using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Engine.Trials;

/// <summary>Which measurements the settings of a trial bring: the columns of exports, and what claims may be about.</summary>
public static class MeasurementNames
{
    private static readonly string[] OfWays =
        ["accuracy_orbit", "accuracy_worst_element", "accuracy_every_element", "parameters", "updates"];

    private static readonly string[] OfTraining = ["epochs_run", "target_reached", "multiply_adds"];

    private static readonly string[] OfPermutations = ["fixed_points", "two_cycles"];

    private static readonly string[] OfMinima =
    [
        "loss_at_end", "gradient_norm", "hessian_parameters", "hessian_largest", "exact_zero_modes",
        "near_zero_modes_1e_8", "near_zero_modes_1e_5", "near_zero_modes_1e_3", "negative_modes_1e_5",
    ];

    private static readonly string[] OfRelatedMinima = ["related_loss_difference", "related_barrier"];

    private static readonly string[] OfRotations = ["broken_dimension", "rotation_curvature"];

    /// <summary>The names in the order in which a completed trial has them; none for most settings.</summary>
    public static IReadOnlyList<string> Of(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Work is not Work.Train)
        {
            return [];
        }

        if (settings.Points is not PointKind.None)
        {
            return [.. OfMinima, .. OfRotations];
        }

        string[] training = settings.HasStoppingRule ? OfTraining : [];
        if (settings.Symmetry is not SymmetryWay.Features)
        {
            return [.. OfWays, .. training, .. Minimum(settings, settings.Symmetry is not SymmetryWay.Invariant)];
        }

        return [.. settings.Measure is MeasureKind.Permutation ? OfPermutations : Minimum(settings, !settings.IsInvariant), .. training];
    }

    /// <summary>The names of all cells of a sweep, each once, in the order in which they first come.</summary>
    public static IReadOnlyList<string> Of(Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        return [.. sweep.Cells.SelectMany(cell => Of(cell.Settings)).Distinct()];
    }

    private static string[] Minimum(TrialSettings settings, bool hasPixels) =>
        settings.Measure is not MeasureKind.Minimum ? [] : hasPixels ? [.. OfMinima, .. OfRelatedMinima] : OfMinima;
}
