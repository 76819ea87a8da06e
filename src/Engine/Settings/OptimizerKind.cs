namespace Symmetry.Engine.Settings;

/// <summary>The update rule.</summary>
public enum OptimizerKind
{
    /// <summary>Stochastic gradient descent with classical momentum.</summary>
    Sgd,

    /// <summary>Stochastic gradient descent with Nesterov's momentum.</summary>
    Nesterov,

    /// <summary>Adam (D. Kingma, J. Ba, ICLR 2015), β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    Adam,
}
