namespace Symmetry.Analysis.Questions.Images;

/// <summary>A trial by its cell and replicate.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Replicate">The replicate, from 0.</param>
public sealed record TrialName(Cell Cell, long Replicate)
{
    /// <summary>Reads CELL:REPLICATE, such as 0:3 or features=gradient,bias=true:3.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="text">The text.</param>
    /// <param name="option">The option that it was given for.</param>
    /// <exception cref="SelectionException">It does not select a trial of the sweep.</exception>
    public static TrialName Parse(Sweep sweep, string text, string option)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf(':');
        if (at < 0 || !long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var replicate) || replicate >= sweep.Replicates)
        {
            throw new SelectionException(
                $"{option}: expected a cell, a colon and a replicate from 0 to {sweep.Replicates - 1}, such as 0:{sweep.Replicates - 1}, got '{text}'.");
        }

        return new TrialName(CellSelector.Find(sweep, text[..at], option), replicate);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"cell {Cell.Number}, replicate {Replicate}");
}
