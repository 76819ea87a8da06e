using Symmetry.Engine.Mlp.Kernels.Activations;

namespace Symmetry.Engine.Mlp;

/// <summary>The table of activation functions f: values and slopes in single precision for training, and in double with curvatures.</summary>
/// <remarks>The implementations of <see cref="IActivation"/> compute the same in vector lanes.</remarks>
internal static class ActivationFunctions
{
    /// <summary>Replaces each z by f(z).</summary>
    public static void Apply(Activation activation, Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = activation switch
            {
                Activation.Tanh => Tanh.Evaluate(value),
                Activation.Relu => 0 > value ? 0 : value,
                Activation.Logistic => Logistic.Evaluate(value),
                Activation.Softsign => Clamped(value) / (1 + MathF.Abs(Clamped(value))),
                Activation.HardTanh => float.Clamp(value, -1, 1),
                Activation.Algebraic => Clamped(value) / MathF.Sqrt(MathF.FusedMultiplyAdd(Clamped(value), Clamped(value), 1)),
                Activation.Linear => value,
                Activation.Elu => Elu.Evaluate(value),
                Activation.LeakyRelu => value > 0 ? value : LeakyReluActivation.Leak * value,
                _ => throw Unknown(activation),
            };
        }
    }

    /// <summary>f′(z)·s, from h = f(z).</summary>
    public static float Delta(Activation activation, float h, float s)
    {
        var (rest, outside) = (MathF.FusedMultiplyAdd(-h, h, 1), 1 - MathF.Abs(h));
        return activation switch
        {
            Activation.Tanh => rest * s,
            Activation.Relu => h > 0 ? s : 0,
            Activation.Logistic => MathF.FusedMultiplyAdd(-h, h, h) * s,
            Activation.Softsign => outside * outside * s,
            Activation.HardTanh => 1 > MathF.Abs(h) ? s : 0,
            Activation.Algebraic => rest * MathF.Sqrt(rest) * s,
            Activation.Linear => s,
            Activation.Elu => (1 + (h > 0 ? 0 : h)) * s,
            Activation.LeakyRelu => h > 0 ? s : LeakyReluActivation.Leak * s,
            _ => throw Unknown(activation),
        };
    }

    public static double Value(Activation activation, double z) => activation switch
    {
        Activation.Tanh => z < 0 ? -TanhOf(-z) : TanhOf(z),
        Activation.Logistic => z < 0 ? ExpOf(z) / (1 + ExpOf(z)) : 1 / (1 + ExpOf(-z)),
        Activation.Softsign => z / (1 + Math.Abs(z)),
        Activation.HardTanh => Math.Clamp(z, -1, 1),
        Activation.Algebraic => z / Math.Sqrt(1 + (z * z)),
        Activation.Linear => z,
        Activation.Elu => z > 0 ? z : ExpOf(z) - 1,
        Activation.LeakyRelu => z > 0 ? z : z / 100,
        _ => z > 0 ? z : 0,
    };

    /// <summary>f′(z) in double, from z and h = f(z).</summary>
    public static double Slope(Activation activation, double z, double h) => activation switch
    {
        Activation.Tanh => 1 - (h * h),
        Activation.Logistic => h * (1 - h),
        Activation.Softsign => (1 - Math.Abs(h)) * (1 - Math.Abs(h)),
        Activation.HardTanh => Math.Abs(z) < 1 ? 1 : 0,
        Activation.Algebraic => (1 - (h * h)) * Math.Sqrt(1 - (h * h)),
        Activation.Linear => 1,
        Activation.Elu => z > 0 ? 1 : 1 + h,
        Activation.LeakyRelu => z > 0 ? 1 : 0.01,
        _ => z > 0 ? 1 : 0,
    };

    /// <summary>f″(z) in double, from h = f(z).</summary>
    public static double Curvature(Activation activation, double h) => activation switch
    {
        Activation.Tanh => -2 * h * (1 - (h * h)),
        Activation.Logistic => h * (1 - h) * (1 - (2 * h)),
        Activation.Softsign => -2 * Math.Sign(h) * (1 - Math.Abs(h)) * (1 - Math.Abs(h)) * (1 - Math.Abs(h)),
        Activation.Algebraic => -3 * h * (1 - (h * h)) * (1 - (h * h)),
        Activation.Elu => h > 0 ? 0 : 1 + h,
        _ => 0,
    };

    // Beyond this bound the functions are ±1; without it they would be NaN for an infinite z.
    private static float Clamped(float z) => float.Clamp(z, -Clamp.Large, Clamp.Large);

    // From e^{−2z}; near 0 the cancellation costs an absolute accuracy of 10⁻¹⁶ only.
    private static double TanhOf(double z) => (1 - ExpOf(-2 * z)) / (1 + ExpOf(-2 * z));

    private static double ExpOf(double x) => ExpLog.ExpOfNonPositive(x);

    private static ArgumentOutOfRangeException Unknown(Activation activation) =>
        new(nameof(activation), activation, "Unknown activation function.");
}
