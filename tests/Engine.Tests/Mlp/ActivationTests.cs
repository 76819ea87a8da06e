using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Tests.Mlp;

public sealed class ActivationTests
{
    private static readonly float[] Arguments = [0, 1e-30f, 1e-3f, 0.3f, 0.999f, 1, 1.5f, 20, 1e12f, float.MaxValue, float.PositiveInfinity];

    [Theory]
    [CombinatorialChoices]
    public void An_odd_function_is_odd_bit_for_bit_and_the_others_are_not(Activation activation)
    {
        var isOdd = Arguments.All(z => BitConverter.SingleToUInt32Bits(Of(activation, -z)) == BitConverter.SingleToUInt32Bits(-Of(activation, z)));
        Assert.Equal(activation.IsOdd(), isOdd);
    }

    [Theory]
    [CombinatorialChoices]
    public void It_never_falls_is_a_number_and_its_slope_is_not_negative(Activation activation)
    {
        float[] all = [.. Arguments.Reverse().Select(z => -z), .. Arguments];
        for (var i = 0; i < all.Length; i++)
        {
            Assert.False(float.IsNaN(Of(activation, all[i])));
            Assert.True(i == 0 || Of(activation, all[i]) >= Of(activation, all[i - 1]));
            Assert.True(Reference.HiddenDelta(activation, Of(activation, all[i]), 1) >= 0);
        }
    }

    private static float Of(Activation activation, float z)
    {
        float[] values = [z];
        Reference.Activate(activation, values);
        return values[0];
    }
}
