using System.Runtime.InteropServices;
using MathNet.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>The share of sign flips that reach as far as the observed ones, by saddlepoint: for a thousand pairs and more.</summary>
/// <remarks>
/// <para>
/// T = Σ ±d has the cumulant function K(u) = Σ log cosh(u·d). With K′(u) = t, r = √(2(u·t − K(u))) and v = u·√K″(u), the share of flips
/// with T ≥ t is 1 − Φ(r) + φ(r)(1/v − 1/r). Its relative error falls with the number of pairs and stays small far out in the tail,
/// where drawn flips see nothing. Whole numbers move T in steps of 2h, h their common divisor: there t lies half a step before the
/// observed sum, and v = sinh(u·h)/h·√K″(u).
/// </para>
/// <para>
/// Source: J. Robinson, "Saddlepoint approximations for permutation tests and confidence intervals", J. R. Statist. Soc. B 44 (1982);
/// R. Lugannani and S. Rice, "Saddle point approximation for the distribution of the sum of independent random variables", Adv. Appl.
/// Prob. 12 (1980); H. E. Daniels, "Tail probability approximations", Int. Statist. Rev. 55 (1987) (steps).
/// </para>
/// </remarks>
internal static class SignFlipTail
{
    private const int MaxSteps = 200;
    private const double Converged = 1e-13;

    // Nearer to the middle than this 1/v − 1/r is below what it would be rounded to.
    private const double Middle = 1e-4;

    /// <summary>The test of whole-number differences.</summary>
    public static SignFlipResult Approximate(ReadOnlySpan<int> differences, long divisor)
    {
        var real = new double[differences.Length];
        for (var i = 0; i < real.Length; i++)
        {
            real[i] = differences[i];
        }

        return Approximate(real, halfStep: divisor);
    }

    /// <summary>The test of real differences.</summary>
    /// <param name="differences">The differences, of which some are not 0, in any order.</param>
    public static SignFlipResult Approximate(ReadOnlySpan<double> differences) => Approximate(differences, halfStep: 0);

    private static SignFlipResult Approximate(ReadOnlySpan<double> differences, double halfStep)
    {
        var (sum, span) = (0.0, 0.0);
        var sizes = new List<double>(differences.Length);
        foreach (var difference in differences)
        {
            sum += difference;
            span += Math.Abs(difference);
            if (difference != 0)
            {
                sizes.Add(Math.Abs(difference));
            }
        }

        sizes.Sort();
        var (observed, pairs, parts) = (Math.Abs(sum), sizes.Count, new DistinctValues(CollectionsMarshal.AsSpan(sizes)));
        if (observed >= span * (1 - 1e-13))
        {
            // All differences have one sign: that flip and its mirror image reach it, and no other.
            return new SignFlipResult(AboveZero(Math.Pow(2, 1 - pairs)), AboveZero(Math.Pow(2, -pairs)), SignFlipMethod.Saddlepoint);
        }

        // As far as the observed sum or beyond it, and beyond it only: mid-p lies half-way.
        var reaching = TwoSided(parts, observed - halfStep, halfStep);
        var beyond = halfStep > 0 ? TwoSided(parts, observed + halfStep, halfStep) : reaching;
        return new SignFlipResult(AboveZero(reaching), AboveZero((reaching + beyond) / 2), SignFlipMethod.Saddlepoint);
    }

    private static double TwoSided(DistinctValues parts, double t, double halfStep)
    {
        if (t <= 0)
        {
            return 1;
        }

        var u = Solve(parts, t);
        var (cumulant, second) = (0.0, 0.0);
        foreach (var (size, pairs) in parts.Groups())
        {
            var x = u * size;
            var tanh = Math.Tanh(x);
            cumulant += pairs * (x + double.LogP1(Math.Exp(-2 * x)) - Constants.Ln2);
            second += pairs * size * size * (1 - (tanh * tanh));
        }

        var r = Math.Sqrt(Math.Max(0, 2 * ((u * t) - cumulant)));
        var v = (halfStep > 0 ? Math.Sinh(u * halfStep) / halfStep : u) * Math.Sqrt(second);
        var normal = SpecialFunctions.Erfc(r / Constants.Sqrt2);
        var density = Math.Exp(-r * r / 2) / Constants.Sqrt2Pi;
        return Math.Min(1, r < Middle ? normal : normal + (2 * density * ((1 / v) - (1 / r))));
    }

    // K′ rises and is concave for u > 0, and u = t/Σd² lies before the place sought: Newton's steps come up to it and never pass it.
    private static double Solve(DistinctValues parts, double t)
    {
        var squares = 0.0;
        foreach (var (size, pairs) in parts.Groups())
        {
            squares += pairs * size * size;
        }

        var u = t / squares;
        for (var step = 0; step < MaxSteps; step++)
        {
            var (first, second) = (0.0, 0.0);
            foreach (var (size, pairs) in parts.Groups())
            {
                var tanh = Math.Tanh(u * size);
                first += pairs * size * tanh;
                second += pairs * size * size * (1 - (tanh * tanh));
            }

            if (t - first <= Converged * t)
            {
                break;
            }

            u += (t - first) / second;
        }

        return u;
    }

    private static double AboveZero(double p) => Math.Max(double.Epsilon, p);
}
