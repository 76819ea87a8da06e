namespace Symmetry.Formats.Results;

/// <summary>What an axis or a column of replicates is: its different values, and which of them each row has.</summary>
internal sealed class FileFactor
{
    private readonly List<string> texts = [];

    private FileFactor(string name, int[] levels) => (Name, Levels) = (name, levels);

    /// <summary>The name in the file.</summary>
    public string Name { get; }

    /// <summary>The number of the value of each row.</summary>
    public int[] Levels { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>Collects the values, in the order in which they first occur.</summary>
    /// <param name="name">The name.</param>
    /// <param name="order">The rows in the order in which they are read.</param>
    /// <param name="textOf">The value of a row.</param>
    public static FileFactor Collect(string name, IReadOnlyCollection<int> order, Func<int, string> textOf)
    {
        var factor = new FileFactor(name, new int[order.Count]);
        var known = new Dictionary<string, int>();
        foreach (var row in order)
        {
            var text = textOf(row);
            if (!known.TryGetValue(text, out var level))
            {
                known.Add(text, level = factor.texts.Count);
                factor.texts.Add(text);
            }

            factor.Levels[row] = level;
        }

        return factor;
    }

    /// <summary>The same factor with its values in increasing order: numbers by value, texts by their characters, whatever the order of the rows.</summary>
    public FileFactor Sort()
    {
        var numbers = texts.ConvertAll(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN);
        var sorted = numbers.Exists(double.IsNaN)
            ? Enumerable.Range(0, texts.Count).OrderBy(level => texts[level], StringComparer.Ordinal)
            : Enumerable.Range(0, texts.Count).OrderBy(level => numbers[level]);
        var places = new int[texts.Count];
        var factor = new FileFactor(Name, new int[Levels.Length]);
        foreach (var (place, level) in sorted.Index())
        {
            places[level] = place;
            factor.texts.Add(texts[level]);
        }

        for (var row = 0; row < Levels.Length; row++)
        {
            factor.Levels[row] = places[Levels[row]];
        }

        return factor;
    }
}
