using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class ActivationTests
{
    private static readonly float[] Arguments = [0, 1e-30f, 1e-3f, 0.3f, 0.999f, 1, 1.5f, 20, 1e12f, float.MaxValue, float.PositiveInfinity];

    [Theory]
    [CombinatorialChoices]
    public void Only_functions_declared_odd_are_odd_bit_for_bit(Activation activation)
    {
        var isOdd = Arguments.All(z => BitConverter.SingleToUInt32Bits(Value(activation, -z)) == BitConverter.SingleToUInt32Bits(-Value(activation, z)));
        Assert.Equal(activation.IsOdd(), isOdd);
    }

    [Theory]
    [CombinatorialChoices]
    public void Values_are_monotone_and_never_NaN_and_slopes_are_not_negative(Activation activation)
    {
        float[] all = [.. Arguments.Reverse().Select(z => -z), .. Arguments];
        for (var i = 0; i < all.Length; i++)
        {
            Assert.False(float.IsNaN(Value(activation, all[i])));
            Assert.True(i == 0 || Value(activation, all[i]) >= Value(activation, all[i - 1]));
            Assert.True(ActivationFunctions.Delta(activation, Value(activation, all[i]), 1) >= 0);
        }
    }

    private static float Value(Activation activation, float z)
    {
        float[] values = [z];
        ActivationFunctions.Apply(activation, values);
        return values[0];
    }
}
