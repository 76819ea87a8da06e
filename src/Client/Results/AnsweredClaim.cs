using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Client.Sweeps;
using EngineVerdict = Symmetry.Analysis.Questions.Claims.Verdict;

namespace Symmetry.Client.Results;

/// <summary>A claim with its answer.</summary>
/// <param name="Claim">What is claimed.</param>
/// <param name="Verdict">Whether it holds, and the evidence.</param>
internal sealed record AnsweredClaim(Claim Claim, EngineVerdict Verdict)
{
    /// <summary>Whether the results say the contrary.</summary>
    public bool Fails => Verdict.Answer is ClaimAnswer.Fails;

    /// <summary>Reads the trials that the claims are about, and answers them.</summary>
    public static async Task<IReadOnlyList<AnsweredClaim>> AnswerAsync(ISweepSource source, ImmutableArray<Claim> claims, CancellationToken stop)
    {
        var data = new ClaimData(source.Sweep);
        foreach (var cell in claims.SelectMany(claim => claim.Cells).Distinct().Order())
        {
            await foreach (var row in source.ReadRowsAsync(cell, stop))
            {
                data.Add(cell, source.Sweep.ReplicateOf(row.Trial), row.Read());
            }
        }

        return [.. claims.Select(claim => new AnsweredClaim(claim, claim.Judge(data)))];
    }
}
