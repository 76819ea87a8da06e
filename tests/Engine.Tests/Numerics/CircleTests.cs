using Symmetry.Engine.Numerics;

namespace Symmetry.Engine.Tests.Numerics;

public sealed class CircleTests
{
    [Fact]
    public void Circle_is_close_to_the_platform_functions_and_exact_at_eighths()
    {
        for (var n = 1; n <= 24; n++)
        {
            var circle = new Circle(n);
            for (var k = 0; k < n; k++)
            {
                Assert.Equal(Math.Cos(2 * Math.PI * k / n), circle.Cos(k), 3e-15);
                Assert.Equal(Math.Sin(2 * Math.PI * k / n), circle.Sin(k), 3e-15);
            }
        }

        Assert.Equal([1, Math.Sqrt(.5), 0, -Math.Sqrt(.5), -1, -Math.Sqrt(.5), 0, Math.Sqrt(.5)],
            Enumerable.Range(0, 8).Select(k => new Circle(8).Cos(k) + 0.0));
    }
}
