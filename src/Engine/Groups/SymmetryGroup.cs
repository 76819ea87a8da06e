namespace Symmetry.Engine.Groups;

/// <summary>A finite group G acting on images by moving pixels and changing the sign of all. Immutable, safe to share.</summary>
/// <remarks>
/// The action is linear and from the left: (gh)x = g(hx). Elements are numbers 0 … order − 1 in a fixed order, the identity
/// first. Words that act alike (the mirror of an image one pixel wide) are one element, so that the action is faithful.
/// </remarks>
public sealed class SymmetryGroup
{
    private readonly GroupElement[] elements;
    private readonly int[][] sources;
    private readonly Dictionary<string, int> numbers = [];

    private SymmetryGroup(GroupKind kind, int height, int width)
    {
        Kind = kind;
        Height = height;
        Width = width;
        var words = new List<GroupElement>();
        var actions = new List<int[]>();
        foreach (var word in Words(kind, height, width))
        {
            var action = new int[height * width];
            for (var i = 0; i < action.Length; i++)
            {
                action[i] = word.Source(i, height, width);
            }

            if (numbers.TryAdd(Name(word.IsNegating, action), words.Count))
            {
                words.Add(word);
                actions.Add(action);
            }
        }

        elements = [.. words];
        sources = [.. actions];
    }

    /// <summary>Which group.</summary>
    public GroupKind Kind { get; }

    /// <summary>Lines of an image.</summary>
    public int Height { get; }

    /// <summary>Pixels of a line.</summary>
    public int Width { get; }

    /// <summary>Pixels of an image, M.</summary>
    public int Pixels => Height * Width;

    /// <summary>How many elements there are, |G|.</summary>
    public int Order => elements.Length;

    /// <summary>Makes the group of a kind, for images of one size.</summary>
    /// <param name="kind">Which group.</param>
    /// <param name="height">Lines of an image, at least 1.</param>
    /// <param name="width">Pixels of a line, at least 1; equal to <paramref name="height"/> for groups with quarter turns.</param>
    /// <exception cref="ArgumentException">The images are not square, and the group has quarter turns.</exception>
    public static SymmetryGroup Of(GroupKind kind, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return kind.HasRotations() && height != width
            ? throw new ArgumentException($"Quarter turns need square images; these are {height} x {width}.", nameof(height))
            : new SymmetryGroup(kind, height, width);
    }

    /// <summary>Element g as a word.</summary>
    public GroupElement this[int g] => elements[g];

    /// <summary>Writes gx.</summary>
    /// <param name="g">An element.</param>
    /// <param name="x">M pixels.</param>
    /// <param name="moved">Receives M pixels; not the memory of <paramref name="x"/>.</param>
    public void Apply(int g, ReadOnlySpan<float> x, Span<float> moved)
    {
        var source = sources[g];
        var isNegating = elements[g].IsNegating;
        for (var i = 0; i < source.Length; i++)
        {
            moved[i] = isNegating ? -x[source[i]] : x[source[i]];
        }
    }

    /// <summary>The pixel of x that pixel i of gx shows.</summary>
    public int Source(int g, int i) => sources[g][i];

    /// <summary>−1 if g changes the sign, else 1.</summary>
    public int Sign(int g) => elements[g].IsNegating ? -1 : 1;

    /// <summary>gh: first h, then g.</summary>
    public int Product(int g, int h)
    {
        var both = new int[Pixels];
        for (var i = 0; i < both.Length; i++)
        {
            both[i] = sources[h][sources[g][i]];
        }

        return numbers[Name(elements[g].IsNegating != elements[h].IsNegating, both)];
    }

    /// <summary>The h with hg = gh = e.</summary>
    public int Inverse(int g)
    {
        var back = new int[Pixels];
        for (var i = 0; i < back.Length; i++)
        {
            back[sources[g][i]] = i;
        }

        return numbers[Name(elements[g].IsNegating, back)];
    }

    /// <summary>The least n ≥ 1 with gⁿ = e; it divides <see cref="Order"/>.</summary>
    public int OrderOf(int g)
    {
        var order = 1;
        for (var power = g; power != 0; power = Product(g, power))
        {
            order++;
        }

        return order;
    }

    /// <summary>The different images in {gx}, in the order in which the elements make them; its length divides <see cref="Order"/>.</summary>
    /// <param name="x">M pixels.</param>
    public float[][] Orbit(ReadOnlySpan<float> x)
    {
        var images = new List<float[]>();
        for (var g = 0; g < Order; g++)
        {
            var moved = new float[Pixels];
            Apply(g, x, moved);
            if (!images.Exists(image => image.AsSpan().SequenceEqual(moved)))
            {
                images.Add(moved);
            }
        }

        return [.. images];
    }

    /// <summary>Writes the canonical image of x's orbit: the least in lexicographic order, its zeros positive.</summary>
    /// <remarks>
    /// Equal, bit for bit, for all images of an orbit, and different for different orbits: a frame of one element
    /// (O. Puny et al., "Frame averaging for invariant and equivariant network design", ICLR 2022).
    /// </remarks>
    /// <param name="x">M finite pixels.</param>
    /// <param name="canonical">Receives M pixels; not the memory of <paramref name="x"/>.</param>
    public void Canonical(ReadOnlySpan<float> x, Span<float> canonical)
    {
        var least = 0;
        for (var g = 1; g < Order; g++)
        {
            least = IsLess(x, g, least) ? g : least;
        }

        Apply(least, x, canonical);
        foreach (ref var value in canonical)
        {
            value += 0f;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} on {Height} x {Width}, order {Order}";

    private bool IsLess(ReadOnlySpan<float> x, int g, int h)
    {
        for (var i = 0; i < x.Length; i++)
        {
            var difference = (Sign(g) * x[sources[g][i]]) - (Sign(h) * x[sources[h][i]]);
            if (difference != 0)
            {
                return difference < 0;
            }
        }

        return false;
    }

    private static IEnumerable<GroupElement> Words(GroupKind kind, int height, int width) =>
        from negating in Sides(kind.HasInversion())
        from down in Enumerable.Range(0, kind.HasTranslations() ? height : 1)
        from right in Enumerable.Range(0, kind.HasTranslations() ? width : 1)
        from turns in Enumerable.Range(0, kind.HasRotations() ? 4 : 1)
        from mirroring in Sides(kind.HasMirror())
        select new GroupElement(negating, down, right, turns, mirroring);

    private static bool[] Sides(bool both) => both ? [false, true] : [false];

    private static string Name(bool isNegating, int[] action) =>
        (isNegating ? "-" : "+") + new string(Array.ConvertAll(action, pixel => (char)pixel));
}
