namespace Symmetry.Engine.Settings;

/// <summary>Properties of activation functions.</summary>
public static class ActivationExtensions
{
    /// <summary>Whether f(−z) = −f(z), which makes networks without biases odd.</summary>
    public static bool IsOdd(this Activation activation) => activation is Activation.Tanh or Activation.Softsign
        or Activation.HardTanh or Activation.Algebraic or Activation.Linear;
}
