using System.Globalization;
using Symmetry.Engine.Experiments;

namespace Symmetry.Analysis.Runs;

/// <summary>A number that completed trials have: each of <see cref="All"/>, and what was measured beside them.</summary>
/// <param name="Name">Its name in a specification.</param>
/// <param name="Of">The number of a trial.</param>
public sealed record Measure(string Name, Func<TrialResult, double> Of)
{
    /// <summary>R: accuracy on X.</summary>
    public static Measure Original { get; } = new("original", result => result.Find("accuracy")?.Value ?? double.NaN);

    /// <summary>R̄: accuracy on −X.</summary>
    public static Measure Inverted { get; } = new("inverted", result => result.Find("accuracy_inverted")?.Value ?? double.NaN);

    /// <summary>R + R̄.</summary>
    public static Measure Sum { get; } = new("sum", result => Original.Of(result) + Inverted.Of(result));

    /// <summary>The mean training loss.</summary>
    public static Measure Loss { get; } = new("loss", result => result.Find("train_loss")?.Value ?? double.NaN);

    /// <summary>All measures.</summary>
    public static IReadOnlyList<Measure> All { get; } = [Original, Inverted, Sum, Loss];

    /// <summary>What trials measured under a name (<see cref="MeasurementNames"/>); NaN for a trial without it.</summary>
    public static Measure Named(string name) => new(name, result => result.Find(name)?.Value ?? double.NaN);

    /// <summary>A value as text: rates and losses with so many decimals, measurements, which may be of any size, with so many digits.</summary>
    public string TextOf(double value, int digits = 4) =>
        value.ToString(All.Contains(this) ? $"F{digits}" : $"G{digits}", CultureInfo.InvariantCulture);

    /// <summary>A difference as text, with its sign.</summary>
    public string DifferenceOf(double value) => (value < 0 ? "" : "+") + TextOf(value);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
