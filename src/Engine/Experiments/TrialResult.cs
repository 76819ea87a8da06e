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

    /// <summary>
    /// Which test images were classified correctly; null unless the trial keeps it (<see cref="TrialSpec.KeepsOutcomes"/>), and where a
    /// result was read without it.
    /// </summary>
    public TestOutcomes? Outcomes { get; private init; }

    /// <summary>The SHA-256 of the outcomes in hexadecimal digits, which is part of the result's bytes; empty if none were kept.</summary>
    public string OutcomesHash { get; internal init; } = "";

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

    /// <summary>The result with its outcomes per test image.</summary>
    public TrialResult WithOutcomes(TestOutcomes outcomes)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        return this with { Outcomes = outcomes, OutcomesHash = outcomes.Hash };
    }

    /// <summary>The result without its outcomes per test image, but with their hash: it has the same bytes.</summary>
    public TrialResult WithoutOutcomes() => Outcomes is null ? this : this with { Outcomes = null };

    /// <summary>The canonical bytes: what is stored, compared when a trial runs twice, and hashed into fingerprints.</summary>
    public byte[] Encode() => TrialResultFormat.Encode(this);

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a result in a known form.</exception>
    public static TrialResult Decode(ReadOnlySpan<byte> bytes) => TrialResultFormat.Decode(bytes);

    /// <summary>Reads a result together with its outcomes per test image.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    /// <param name="outcomes">What <see cref="TestOutcomes.Encode"/> wrote; empty if they are not read, or if none were kept.</param>
    /// <exception cref="FormatException">The bytes are not a result in a known form, or the outcomes are those of another result.</exception>
    public static TrialResult Decode(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> outcomes)
    {
        var result = Decode(bytes);
        if (outcomes.IsEmpty)
        {
            return result;
        }

        var read = TestOutcomes.Decode(outcomes);
        return read.Hash == result.OutcomesHash
            ? result with { Outcomes = read }
            : throw new FormatException($"The outcomes per image have the hash {read.Hash}, and the result names '{result.OutcomesHash}'.");
    }

    /// <summary>The record's equality, with NaN equal to NaN, as the bytes say.</summary>
    public bool Equals(TrialResult? other) => other is not null && Encode().AsSpan().SequenceEqual(other.Encode());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Outcome, Values.Length, Values.IsEmpty ? 0 : Values[0].Value);
}
