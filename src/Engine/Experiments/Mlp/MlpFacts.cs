namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>The exact facts about the paper's networks.</summary>
public static class MlpFacts
{
    /// <summary>
    /// R + R̄ ≤ 1: without bias, with identity features and tanh, logits are odd in the image, so no image is classified correctly
    /// both ways (eq. 5, 6; a tie is wrong).
    /// </summary>
    public static ExactFact OddBound { get; } = new("odd-bound", "R + Rbar <= 1");

    /// <summary>Invariant features have the same bits for x and −x, so the predictions on X and −X are identical.</summary>
    public static ExactFact Invariance { get; } = new("invariance", "same bits on X and -X");

    /// <summary>
    /// An odd network trained on X and −X by cross-entropy has a mean loss of at least ln 10 per image (ln of the number of classes),
    /// because L(u) + L(−u) ≥ 2 ln 10 (log-sum-exp is convex), with equality at the uniform output.
    /// </summary>
    public static ExactFact PairLoss { get; } = new("pair-loss", "mean loss >= ln 10");

    /// <summary>Trained on the full orbit, the loss is unchanged when the first layer's weights are multiplied by U(g) (eq. 16).</summary>
    public static ExactFact OrbitLoss { get; } = new("orbit-loss", "loss unchanged by U(g)");

    /// <summary>Canonical images, and averages and shared layers evaluated on them, have the same bits on the whole orbit.</summary>
    public static ExactFact OrbitInvariance { get; } = new("orbit-invariance", "same bits on the orbit");

    /// <summary>All facts, in the order in which they are checked and reported.</summary>
    public static IReadOnlyList<ExactFact> All { get; } = [OddBound, Invariance, PairLoss, OrbitLoss, OrbitInvariance];
}
