namespace Symmetry.Engine.Groups;

/// <summary>A finite group G acting on images by moving pixels and changing the sign of all. Immutable, safe to share.</summary>
/// <remarks>
/// The action is linear and from the left: (gh)x = g(hx). Elements are numbered 0 … order − 1 in a fixed order, the identity first.
/// Words with the same action (such as the mirror of an image one pixel wide) are one element, so the action is faithful.
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

            if (numbers.TryAdd(ActionKey(word.IsNegating, action), words.Count))
            {
                words.Add(word);
                actions.Add(action);
            }
        }

        elements = [.. words];
        sources = [.. actions];
    }

    /// <summary>The kind of group.</summary>
    public GroupKind Kind { get; }

    /// <summary>Rows of pixels in an image.</summary>
    public int Height { get; }

    /// <summary>Columns of pixels in an image.</summary>
    public int Width { get; }

    /// <summary>The number of pixels in an image, M.</summary>
    public int Pixels => Height * Width;

    /// <summary>The number of elements, |G|.</summary>
    public int Order => elements.Length;

    /// <summary>Creates a group that acts on images of a size.</summary>
    /// <param name="kind">The kind of group.</param>
    /// <param name="height">Rows of pixels in an image; at least 1.</param>
    /// <param name="width">Columns of pixels in an image; at least 1, and equal to <paramref name="height"/> for groups with quarter turns.</param>
    /// <exception cref="ArgumentException">The images are not square, and the group has quarter turns.</exception>
    public static SymmetryGroup Create(GroupKind kind, int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return kind.HasRotations() && height != width
            ? throw new ArgumentException($"Quarter turns need square images, got {height} x {width}.", nameof(height))
            : new SymmetryGroup(kind, height, width);
    }

    /// <summary>Element g as a word.</summary>
    public GroupElement this[int g] => elements[g];

    /// <summary>Writes gx.</summary>
    /// <param name="g">An element.</param>
    /// <param name="x">M pixels.</param>
    /// <param name="moved">Receives M pixels; must not overlap <paramref name="x"/>.</param>
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
        var product = new int[Pixels];
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = sources[h][sources[g][i]];
        }

        return numbers[ActionKey(elements[g].IsNegating != elements[h].IsNegating, product)];
    }

    /// <summary>The h with hg = gh = e.</summary>
    public int Inverse(int g)
    {
        var inverse = new int[Pixels];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[sources[g][i]] = i;
        }

        return numbers[ActionKey(elements[g].IsNegating, inverse)];
    }

    /// <summary>The smallest n ≥ 1 with gⁿ = e; it divides <see cref="Order"/>.</summary>
    public int OrderOf(int g)
    {
        var order = 1;
        for (var power = g; power != 0; power = Product(g, power))
        {
            order++;
        }

        return order;
    }

    /// <summary>The distinct images in {gx}, in the order of the elements; their number divides <see cref="Order"/>.</summary>
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

    /// <summary>Writes the canonical image of the orbit of x: the smallest in lexicographic order, with positive zeros.</summary>
    /// <remarks>
    /// The same bits for all images of an orbit, and different images for different orbits: a frame of one element
    /// (O. Puny et al., "Frame averaging for invariant and equivariant network design", ICLR 2022).
    /// </remarks>
    /// <param name="x">M finite pixels.</param>
    /// <param name="canonical">Receives M pixels; must not overlap <paramref name="x"/>.</param>
    public void Canonical(ReadOnlySpan<float> x, Span<float> canonical)
    {
        var smallest = 0;
        for (var g = 1; g < Order; g++)
        {
            smallest = IsLess(x, g, smallest) ? g : smallest;
        }

        Apply(smallest, x, canonical);
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
        from negating in Choices(kind.HasInversion())
        from down in Enumerable.Range(0, kind.HasTranslations() ? height : 1)
        from right in Enumerable.Range(0, kind.HasTranslations() ? width : 1)
        from turns in Enumerable.Range(0, kind.HasRotations() ? 4 : 1)
        from mirroring in Choices(kind.HasMirror())
        select new GroupElement(negating, down, right, turns, mirroring);

    private static bool[] Choices(bool isFactor) => isFactor ? [false, true] : [false];

    private static string ActionKey(bool isNegating, int[] action) =>
        (isNegating ? "-" : "+") + new string(Array.ConvertAll(action, pixel => (char)pixel));
}
