using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Trials;

/// <summary>Theorems about a trial, not statistics: each holds on every trial that it concerns, or something is broken.</summary>
public enum ExactFact
{
    /// <summary>
    /// R + R̄ ≤ 1: without bias, with identity features and tanh, logits are odd in the image, so no image is right both ways
    /// (eq. 5, 6; a tie is wrong).
    /// </summary>
    OddBound,

    /// <summary>Invariant features give the same bits for x and −x, so the predictions on X and −X are identical.</summary>
    Invariance,

    /// <summary>
    /// An odd network trained on X and −X by cross-entropy has a mean loss of at least ln 10 an image (ln of the classes), because
    /// L(u) + L(−u) ≥ 2 ln 10 (log-sum-exp is convex), with equality at the uniform output.
    /// </summary>
    PairLoss,

    /// <summary>
    /// Trained on the full orbit, the loss is unchanged when the first layer's weights are multiplied by U(g) (eq. 16).
    /// </summary>
    OrbitLoss,

    /// <summary>Canonical images, and averages and shared layers evaluated on them, are the same bits on the whole orbit.</summary>
    OrbitInvariance,
}

/// <summary>Which facts concern which trials.</summary>
public static class ExactFacts
{
    /// <summary>How the reason of a trial that violates a fact begins.</summary>
    public const string ViolationPrefix = "The exact fact";

    /// <summary>All facts.</summary>
    public static IReadOnlyList<ExactFact> All { get; } = Enum.GetValues<ExactFact>();

    /// <summary>Whether the fact concerns trials with these settings.</summary>
    public static bool Concerns(this ExactFact fact, TrialSettings settings) => settings.Work is Work.Train && fact switch
    {
        ExactFact.OddBound => settings.IsOdd,
        ExactFact.Invariance => settings.IsInvariant,
        ExactFact.PairLoss => settings is { IsOdd: true, Training: TrainingSet.Both, Loss: Loss.CrossEntropy },
        ExactFact.OrbitLoss => settings is { Features: FeatureMapKind.Identity, Training: TrainingSet.Both },
        ExactFact.OrbitInvariance => settings.Symmetry is SymmetryWay.Average or SymmetryWay.Canonical or SymmetryWay.Share,
        _ => false,
    };

    /// <summary>The fact in a few words, as reports name it.</summary>
    public static string Statement(this ExactFact fact) => fact switch
    {
        ExactFact.OddBound => "R + Rbar <= 1",
        ExactFact.Invariance => "same bits on X and -X",
        ExactFact.PairLoss => "mean loss >= ln 10",
        ExactFact.OrbitLoss => "loss unchanged by U(g)",
        ExactFact.OrbitInvariance => "same bits on the orbit",
        _ => fact.ToString(),
    };
}
