namespace Symmetry.Engine.Mlp;

/// <summary>The softmax in double precision, from our own exponential: the same bits on every machine.</summary>
internal static class Softmax
{
    /// <summary>Replaces each z by exp(z − max z).</summary>
    /// <returns>The largest z, and the sum of the exponentials: p = exponential/sum, and −ln p_k = max + ln sum − z_k.</returns>
    public static (double Largest, double Sum) Exponentials(Span<double> z)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in z)
        {
            largest = largest < logit ? logit : largest;
        }

        var sum = 0.0;
        foreach (ref var value in z)
        {
            value = ExpLog.ExpOfNonPositive(value - largest);
            sum += value;
        }

        return (largest, sum);
    }
}
