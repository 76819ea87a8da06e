namespace Symmetry.Client.Commands;

/// <summary><c>symmetry watch</c>: looks at a sweep on a cluster until it has ended.</summary>
internal static class WatchCommand
{
    public static Verb Make(CliEnvironment environment, string commandLine)
    {
        var id = SharedOptions.Id();
        var place = StoreLocationOptions.OnCluster();
        var verb = new Verb(
            "watch",
            "Follow the progress of a sweep on a cluster to its end, then print its table. Any number of clients can watch, and come and "
            + "go as they like.",
            "symmetry watch who-needs-bias",
            "symmetry watch who-needs-bias --cluster 10.0.0.5:30000 --wait-for 600")
        {
            id,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var options = new RunOptions(place.Read(parsed, environment), Json: null, parsed.GetValue<bool>(SharedOptions.QuietName), commandLine);
            return new SweepRun(environment, options).WatchAsync(parsed.GetRequiredValue(id), stop);
        });
        return verb;
    }
}
