using Symmetry.Engine.Numerics;

namespace Symmetry.Simulations;

/// <summary>Random numbers of one repetition of a simulation.</summary>
internal sealed class Dice(long seed, uint repetition, uint part)
{
    private RandomStream stream = new(seed, Purpose.Resampling, repetition, part);

    /// <summary>A number in (0, 1).</summary>
    public double Uniform() => (stream.Next() + 0.5) / 4294967296.0;

    /// <summary>A uniform number from 0 to n − 1, up to a bias of 2⁻³².</summary>
    public int Below(int n) => (int)(((ulong)stream.Next() * (ulong)n) >> 32);

    /// <summary>A standard normal number.</summary>
    public double Normal() => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, Uniform());

    /// <summary>A number of Student's t distribution with 3 degrees of freedom: variance 3, no fourth moment.</summary>
    public double HeavyTailed()
    {
        var (x, y, z) = (Normal(), Normal(), Normal());
        return Normal() / Math.Sqrt(((x * x) + (y * y) + (z * z)) / 3);
    }

    /// <summary>An exponential number with mean 1.</summary>
    public double Exponential() => -Math.Log(Uniform());
}
