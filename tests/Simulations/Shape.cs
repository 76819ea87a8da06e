using Symmetry.Analysis.Statistics;

namespace Symmetry.Simulations;

/// <summary>A distribution of what one run has right out of a number of test images.</summary>
/// <param name="name">How tables call it.</param>
/// <param name="total">How many images.</param>
/// <param name="mean">The true mean accuracy.</param>
/// <param name="draw">Draws one run's correct count.</param>
internal sealed class Shape(string name, int total, double mean, Func<Dice, int> draw)
{
    public string Name { get; } = name;

    public int Total { get; } = total;

    public double Mean { get; } = mean;

    /// <summary>Draws one run.</summary>
    public int Draw(Dice dice) => draw(dice);

    /// <summary>Draws runs one after the other.</summary>
    public Tally Draw(Dice dice, int runs)
    {
        var tally = new Tally(Total);
        for (var i = 0; i < runs; i++)
        {
            tally.Add(draw(dice));
        }

        return tally;
    }
}
