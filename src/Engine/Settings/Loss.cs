namespace Symmetry.Engine.Settings;

/// <summary>The training loss per image (eq. 13).</summary>
public enum Loss
{
    /// <summary>−ln p_label, in nats, of the softmax output p.</summary>
    CrossEntropy,

    /// <summary>½·Σ_k (p_k − y_k)², of the softmax output p and the one-hot label y.</summary>
    SquaredError,
}
