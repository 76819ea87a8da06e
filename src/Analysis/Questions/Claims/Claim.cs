using System.Collections.Immutable;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A sentence about the cells of a sweep that its results answer.</summary>
/// <remarks>Claims are questions about a sweep and no part of it: changing them changes no trial and no fingerprint.</remarks>
/// <param name="Says">The sentence, as whoever claims it would say it.</param>
public abstract record Claim(string Says)
{
    /// <summary>The cells whose trials the answer needs.</summary>
    public abstract ImmutableArray<int> Cells { get; }

    /// <summary>Answers the claim.</summary>
    /// <param name="data">The trials of at least <see cref="Cells"/>.</param>
    public abstract Verdict Judge(ClaimData data);
}

/// <summary>Whether a claim holds.</summary>
public enum ClaimAnswer
{
    /// <summary>The results say so, at the stated level.</summary>
    Holds,

    /// <summary>The results say the contrary, at the stated level.</summary>
    Fails,

    /// <summary>The results do not decide it: more replicates may.</summary>
    Undecided,
}

/// <summary>The answer to a claim.</summary>
/// <param name="Answer">Whether it holds.</param>
/// <param name="Evidence">What the results say: figures with their method, in one sentence or a few.</param>
public sealed record Verdict(ClaimAnswer Answer, string Evidence)
{
    /// <summary>The verdict on a claim about several cells or pairs: the worst of theirs, with the evidence of all.</summary>
    public static Verdict OfAll(IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToArray();
        var answer = all.Any(one => one.Answer == ClaimAnswer.Fails) ? ClaimAnswer.Fails
            : all.Length == 0 || all.Any(one => one.Answer == ClaimAnswer.Undecided) ? ClaimAnswer.Undecided
            : ClaimAnswer.Holds;
        return new Verdict(answer, string.Join("; ", all.Select(one => one.Evidence)));
    }
}

/// <summary>Which cells a claim is about: those whose settings have the named values.</summary>
public static class CellSelection
{
    /// <summary>The numbers of the cells that match every condition.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="conditions">For each named setting the canonical texts that match.</param>
    public static ImmutableArray<int> Of(Sweep sweep, ImmutableArray<Axis> conditions)
    {
        var matches = new Exclusion(conditions);
        return [.. sweep.Cells.Where(cell => matches.Matches(cell.Settings)).Select(cell => cell.Number)];
    }
}
