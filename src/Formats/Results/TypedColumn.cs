namespace Symmetry.Formats.Results;

/// <summary>A column of a file of results. The first value decides its kind; what is wrong with it is remembered until the column is used.</summary>
/// <param name="name">The name in the file.</param>
internal sealed class TypedColumn(string name)
{
    /// <summary>How many different texts a column can have and still be used.</summary>
    public const int MaxTexts = Sweep.MaxCells;

    // Beyond this a double does not keep every whole number.
    private const double MaxExact = 1L << 53;

    private static readonly string[] NotFinite = ["nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "n/a"];

    private readonly List<double> values = [];
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int> codes = [];
    private int firstPosition;
    private string firstText = "";

    /// <summary>The name in the file.</summary>
    public string Name => name;

    /// <summary>What the values are.</summary>
    public ColumnKind Kind { get; private set; }

    /// <summary>Why the column has no role that is inferred: it mixes numbers and texts, and is kept as texts; null if it does not.</summary>
    public string? Mixture { get; private set; }

    /// <summary>Why the column cannot be used at all: it has too many texts; null if it can.</summary>
    public string? Defect { get; private set; }

    /// <summary>Why the values cannot tell cells or replicates apart: some are missing or rounded; null if they can.</summary>
    public string? KeyDefect { get; private set; }

    /// <summary>The number of a row; NaN where it is missing or not finite. For other kinds than numbers a code for each different text.</summary>
    public double Number(int row) => values[row];

    /// <summary>Whether a row has a value.</summary>
    public bool Has(int row) => !double.IsNaN(values[row]);

    /// <summary>The text of a row: of numbers the shortest one that reads back to the same value; empty where it is missing.</summary>
    public string Text(int row) => !Has(row) ? "" : Kind is ColumnKind.Number ? Numbers.Exact(values[row]) : texts[(int)values[row]];

    /// <summary>Adds the value of the next row.</summary>
    /// <param name="text">The value as text; empty for none.</param>
    /// <param name="unit">What positions count.</param>
    /// <param name="position">The row's position in the file.</param>
    public void Add(string text, string unit, int position)
    {
        var trimmed = text.Trim();
        var isNumber = double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        if (trimmed.Length == 0 || (Kind is not ColumnKind.Text && NotFinite.Contains(trimmed, StringComparer.OrdinalIgnoreCase)))
        {
            KeyDefect ??= $"{unit} {position} has {(trimmed.Length == 0 ? "no value" : $"'{trimmed}'")} in column {name}";
            values.Add(double.NaN);
            return;
        }

        var kind = isNumber ? ColumnKind.Number : bool.TryParse(trimmed, out _) ? ColumnKind.Boolean : ColumnKind.Text;
        if (Kind is ColumnKind.Empty)
        {
            (Kind, firstPosition, firstText) = (kind, position, trimmed);
        }
        else if (kind != Kind)
        {
            // Words such as auto may stand beside true and false.
            Mixture ??= Kind is ColumnKind.Number || kind is ColumnKind.Number
                ? $"column {name} mixes numbers and texts: {unit} {firstPosition} has '{Shorten(firstText)}', {unit} {position} has '{Shorten(trimmed)}'"
                : null;
            BecomeText();
        }

        if (Kind is ColumnKind.Number && Math.Abs(number) > MaxExact)
        {
            KeyDefect ??= $"{unit} {position} has {Shorten(trimmed)} in column {name}, which has more digits than a number keeps";
        }

        // The sum makes a negative zero positive, so that equal numbers have one text.
        values.Add(Kind is ColumnKind.Number ? number + 0.0 : CodeOf(kind is ColumnKind.Boolean ? trimmed.ToLowerInvariant() : trimmed));
    }

    private void BecomeText()
    {
        for (var row = 0; Kind is ColumnKind.Number && row < values.Count; row++)
        {
            values[row] = Has(row) ? CodeOf(Numbers.Exact(values[row])) : values[row];
        }

        Kind = ColumnKind.Text;
    }

    private double CodeOf(string text)
    {
        if (codes.TryGetValue(text, out var code))
        {
            return code;
        }

        if (texts.Count == MaxTexts || Defect is not null)
        {
            // Nobody pairs by so many texts, so they need no memory.
            Defect ??= $"column {name} has more than {Numbers.Count(MaxTexts)} different texts";
            codes.Clear();
            texts.Clear();
            return double.NaN;
        }

        codes.Add(text, texts.Count);
        texts.Add(text);
        return texts.Count - 1;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";

    public override string ToString() => name;
}
