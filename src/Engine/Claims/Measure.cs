using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Claims;

/// <summary>A number that every completed trial has.</summary>
/// <param name="Name">Its name in a specification.</param>
/// <param name="Of">The number of a trial.</param>
public sealed record Measure(string Name, Func<TrialResult, double> Of)
{
    /// <summary>R: accuracy on X.</summary>
    public static Measure Original { get; } = new("original", result => (double)result.CorrectOriginal / result.TotalOriginal);

    /// <summary>R̄: accuracy on −X.</summary>
    public static Measure Inverted { get; } = new("inverted", result => (double)result.CorrectInverted / result.TotalInverted);

    /// <summary>R + R̄.</summary>
    public static Measure Sum { get; } = new("sum", result => Original.Of(result) + Inverted.Of(result));

    /// <summary>The mean training loss.</summary>
    public static Measure Loss { get; } = new("loss", result => result.TrainLoss);

    /// <summary>All measures.</summary>
    public static IReadOnlyList<Measure> All { get; } = [Original, Inverted, Sum, Loss];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
