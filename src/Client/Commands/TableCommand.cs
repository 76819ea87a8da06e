using System.CommandLine;
using Symmetry.Client.Results;
using Symmetry.Client.Tables;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry table</c>: the table of a sweep that was run, or of as much of it as there is.</summary>
internal static class TableCommand
{
    /// <summary>Makes the verb.</summary>
    public static Verb Make(Surroundings surroundings)
    {
        var id = SharedOptions.Id();
        var format = new Option<string>("--format") { Description = "The format of the table.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong(TableFormat.Names);
        var place = PlaceOptions.InFolderOrCluster();
        var verb = new Verb(
            "table",
            "Print what a sweep found, also one that is not finished. Trains nothing.",
            "symmetry table paper",
            "symmetry table who-needs-bias --format latex > bias.tex",
            "symmetry table paper --format json --data ./paper-runs",
            "symmetry table who-needs-bias --cluster 10.0.0.5:30000,10.0.0.6:30000")
        {
            id, format,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(surroundings, place.Read(parsed, surroundings), parsed.GetRequiredValue(id), async source =>
        {
            var results = await SweepResults.ReadAsync(source, stop);
            await surroundings.Out.WriteAsync(TableFormat.Write(parsed.GetRequiredValue(format), results));
            return results.Facts.Any(fact => fact.Violations > 0) ? ExitCode.ClaimBroken : ExitCode.Done;
        }, stop));
        return verb;
    }
}
