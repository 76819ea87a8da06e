using System.Runtime.Intrinsics;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Numerics.Simd;

namespace Symmetry.Engine.Tests.Numerics;

/// <summary>
/// Goal: our elementary functions keep their bounds for every float. Method: all floats of the range, or every 97th with the
/// environment variable unset, in order, against double precision; set SYMMETRY_ALL_FLOATS=1 for all (a minute).
/// </summary>
public sealed unsafe class ElementaryFunctionTests
{
    private static readonly uint Stride = Environment.GetEnvironmentVariable("SYMMETRY_ALL_FLOATS") == "1" ? 1u : 97u;

    private delegate float Function(float x);

    [Fact]
    public void Tanh_is_within_1_9_ulp_and_monotone() => Check(Tanh.Evaluate, Math.Tanh, 1e-10f, 20f, 1.9);

    [Fact]
    public void Exponential_is_within_1_02_ulp_and_monotone() => Check(x => -Exp.OfNonPositive(-x), x => -Math.Exp(-x), 1e-10f, 87f, 1.02);

    [Fact]
    public void Logistic_function_is_within_1_7_ulp_and_monotone()
    {
        Check(Logistic.Evaluate, static x => 1 / (1 + Math.Exp(-x)), 1e-10f, 90f, 1.7);
        Check(x => -Logistic.Evaluate(-x), static x => -1 / (1 + Math.Exp(x)), 1e-10f, 87f, 1.7);
    }

    [Fact]
    public void Exponential_linear_unit_is_within_1_5_ulp_and_monotone() =>
        Check(x => -Elu.Evaluate(-x), static x => -ExpMinusOne(-x), 1e-10f, 30f, 1.5);

    [Fact]
    public void Small_arguments_are_exact_to_the_neighbouring_float()
    {
        for (var x = 1e-38f; x < 1e-4f; x *= 1.37f)
        {
            Assert.InRange(Tanh.Evaluate(x), MathF.BitDecrement((float)Math.Tanh(x)), x);
            Assert.InRange(Exp.OfNonPositive(-x), MathF.BitDecrement(1 - x), 1f);
            Assert.InRange(Logistic.Evaluate(x), 0.5f, MathF.BitIncrement(0.5f + (x / 4)));
        }
    }

    [Fact]
    public void Limits_are_exact_and_NaN_gives_NaN()
    {
        Assert.Equal(1f, Tanh.Evaluate(9.02f));
        Assert.Equal(1f, Tanh.Evaluate(float.PositiveInfinity));
        Assert.Equal(-1f, Tanh.Evaluate(float.NegativeInfinity));
        Assert.Equal(1f, Exp.OfNonPositive(0f));
        Assert.Equal(Exp.OfNonPositive(-87f), Exp.OfNonPositive(float.NegativeInfinity));
        Assert.Equal(1f, Logistic.Evaluate(float.PositiveInfinity));
        Assert.Equal(Logistic.Evaluate(-87f), Logistic.Evaluate(float.NegativeInfinity));
        Assert.Equal(0.5f, Logistic.Evaluate(0f));
        Assert.True(float.IsNaN(Tanh.Evaluate(float.NaN)));
        Assert.True(float.IsNaN(Exp.OfNonPositive(float.NaN)));
        Assert.True(float.IsNaN(Logistic.Evaluate(float.NaN)));
        Assert.Equal(-1f, Elu.Evaluate(float.NegativeInfinity));
        Assert.Equal(float.PositiveInfinity, Elu.Evaluate(float.PositiveInfinity));
        Assert.Equal(0f, Elu.Evaluate(0f));
        Assert.True(float.IsNaN(Elu.Evaluate(float.NaN)));
    }

    [Fact]
    public void Tanh_is_odd_bit_for_bit_and_every_vector_width_gives_the_same_bits()
    {
        var x = stackalloc float[16];
        var y = stackalloc float[16];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += 16 * 4093)
        {
            for (var i = 0; i < 16; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)(bits + ((ulong)i * 4093)));
            }

            Widths<Simd512, Vector512<float>>(x, y);
            Widths<Simd256, Vector256<float>>(x, y);
            Widths<Simd128, Vector128<float>>(x, y);
            Assert.Equal(Tanh.Evaluate(x[0]), -Tanh.Evaluate(-x[0]));
        }
    }

    [Fact]
    public void Exponential_and_logarithm_in_double_are_within_2_ulp()
    {
        var stream = new RandomStream(1, Purpose.Split, 0);
        for (var i = 0; i < 100_000; i++)
        {
            var x = -30 * stream.NextDouble() * stream.NextDouble();
            var e = ExpLog.ExpOfNonPositive(x);
            Assert.InRange(e, Math.BitDecrement(Math.BitDecrement(Math.Exp(x))), Math.BitIncrement(Math.BitIncrement(Math.Exp(x))));
            var y = 1 + (300 * stream.NextDouble() * stream.NextDouble());
            var log = Math.Log(y);
            Assert.InRange(ExpLog.Log(y), Math.BitDecrement(Math.BitDecrement(log)), Math.BitIncrement(Math.BitIncrement(log)));
        }

        Assert.Equal(1.0, ExpLog.ExpOfNonPositive(0));
        Assert.Equal(0.0, ExpLog.Log(1));
        Assert.True(double.IsNaN(ExpLog.ExpOfNonPositive(double.NaN)));
        Assert.True(double.IsNaN(ExpLog.Log(double.NaN)));
    }

    private static void Widths<TSimd, TVector>(float* x, float* y)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        for (var function = 0; function < 4; function++)
        {
            for (var i = 0; i < 16; i += TSimd.Count)
            {
                var v = TSimd.Load(x + i);
                TSimd.Store(y + i, function switch
                {
                    0 => Tanh.Evaluate<TSimd, TVector>(v),
                    1 => Exp.OfNonPositive<TSimd, TVector>(v),
                    2 => Logistic.Evaluate<TSimd, TVector>(v),
                    _ => Elu.Evaluate<TSimd, TVector>(v),
                });
            }

            for (var i = 0; i < 16; i++)
            {
                var expected = function switch
                {
                    0 => Tanh.Evaluate(x[i]),
                    1 => Exp.OfNonPositive(x[i]),
                    2 => Logistic.Evaluate(x[i]),
                    _ => Elu.Evaluate(x[i]),
                };
                Assert.True(expected.Equals(y[i]), $"function {function} of {x[i]:R} in {TSimd.Count} lanes");
            }
        }
    }

    // e^x − 1 without cancellation, to a double's rounding: near 0 by its series.
    private static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.1)
        {
            return Math.Exp(x) - 1;
        }

        var (sum, term) = (0.0, 1.0);
        for (var k = 1; k < 14; k++)
        {
            term *= x / k;
            sum += term;
        }

        return sum;
    }

    // Walks the floats from min to max in order, on both cores: neighbours must not fall, and the error stays in bounds.
    private static void Check(Function ours, Func<double, double> exact, float min, float max, double ulps)
    {
        var first = BitConverter.SingleToUInt32Bits(min);
        var last = BitConverter.SingleToUInt32Bits(max);
        var middle = (first + last) / 2;
        Parallel.Invoke(() => Walk(first, middle), () => Walk(middle - 1, last));

        void Walk(uint from, uint to)
        {
            var before = float.NegativeInfinity;
            for (var bits = from; bits <= to; bits += Stride)
            {
                // Two neighbours in each stride, so that a fall between neighbours is seen where it is seen at all.
                var x = BitConverter.UInt32BitsToSingle(bits);
                var value = ours(x);
                var next = ours(BitConverter.UInt32BitsToSingle(bits + 1));
                var truth = exact(x);
                var ulp = Math.ScaleB(1, Math.Max(Math.ILogB(Math.Abs(truth)) - 23, -149));
                if (!(value >= before) || !(next >= value) || !(Math.Abs(value - truth) <= ulps * ulp))
                {
                    Assert.Fail($"At {x:R}: {value:R}, before {before:R}, next {next:R}, exact {truth:R}");
                }

                before = value;
            }
        }
    }
}
