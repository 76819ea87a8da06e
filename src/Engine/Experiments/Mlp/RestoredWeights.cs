namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>Which weights a training ends with.</summary>
public enum RestoredWeights
{
    /// <summary>Those after the last epoch.</summary>
    Last,

    /// <summary>Those after the epoch with the highest accuracy on the validation images; of equal ones the earliest.</summary>
    Best,
}
