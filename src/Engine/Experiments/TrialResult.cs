namespace Symmetry.Engine.Experiments;

/// <summary>What a trial reports. Equal specifications give equal results, bit for bit.</summary>
public sealed record TrialResult
{
    /// <summary>How the trial ended.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary>The value of each metric, in the order of the experiment's metrics; empty unless completed.</summary>
    public ImmutableArray<MetricValue> Values { get; init; } = [];

    /// <summary>Why the trial is not completed; empty if it is.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The name of the exact fact that did not hold; empty unless <see cref="TrialOutcome.Violated"/>.</summary>
    public string ViolatedFact { get; init; } = "";

    /// <summary>The result of a training that did not stay finite.</summary>
    public static TrialResult Divergence { get; } =
        new() { Outcome = TrialOutcome.Diverged, Reason = "A weight or the loss became infinite or not a number." };

    /// <summary>The result of a trial that could not be completed.</summary>
    public static TrialResult Failure(string reason) => new() { Outcome = TrialOutcome.Failed, Reason = reason };

    /// <summary>The result of a trial in which an exact fact did not hold.</summary>
    public static TrialResult Violation(ExactFact fact, string evidence)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return new() { Outcome = TrialOutcome.Violated, ViolatedFact = fact.Name, Reason = $"The exact fact \"{fact.Statement}\" is violated: {evidence}." };
    }

    /// <summary>The value of a metric; null if the trial does not report it.</summary>
    public MetricValue? Find(string metric)
    {
        foreach (var value in Values)
        {
            if (value.Name == metric)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The canonical bytes: what is stored, compared when a trial runs twice, and hashed into fingerprints.</summary>
    public byte[] Encode() => TrialResultFormat.Encode(this);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a result in a known form.</exception>
    public static TrialResult Decode(ReadOnlySpan<byte> bytes) => TrialResultFormat.Decode(bytes);

    /// <summary>The record's equality, with NaN equal to NaN, as the bytes say.</summary>
    public bool Equals(TrialResult? other) => other is not null && Encode().AsSpan().SequenceEqual(other.Encode());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Outcome, Values.Length, Values.IsEmpty ? 0 : Values[0].Value);
}
