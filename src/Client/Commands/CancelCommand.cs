using Symmetry.Grains;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry cancel</c> and <c>symmetry resume</c>.</summary>
internal static class CancelCommand
{
    /// <summary>Makes the verb that stops a sweep.</summary>
    public static Verb Make(CliEnvironment environment) => Make(
        environment,
        "cancel",
        "Stop a sweep on a cluster. Trainings in progress are given up; stored results stay, and resume continues from there.",
        (source, stop) => source.CancelAsync(stop));

    /// <summary>Makes the verb that resumes it.</summary>
    public static Verb MakeResume(CliEnvironment environment) => Make(
        environment,
        "resume",
        "Resume a cancelled sweep on a cluster. A sweep that is running or complete does not change.",
        (source, stop) => source.ResumeAsync(stop));

    private static Verb Make(CliEnvironment environment, string name, string description, Func<ISweepSource, CancellationToken, Task> change)
    {
        var id = SharedOptions.Id();
        var place = StoreLocationOptions.OnCluster();
        var verb = new Verb(name, description, $"symmetry {name} who-needs-bias", $"symmetry {name} who-needs-bias --cluster 10.0.0.5:30000")
        {
            id,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) => StoredSweeps.ReadAsync(environment, place.Read(parsed, environment), parsed.GetRequiredValue(id), async source =>
        {
            await change(source, stop);
            var progress = await source.GetProgressAsync(stop);
            await environment.Out.WriteLineAsync(
                $"{progress.Id} is {progress.Status.Word()}: {Numbers.Count(progress.Committed)} of {Numbers.Count(progress.Trials, "trial")} are stored.");
            return ExitCode.Done;
        }, stop));
        return verb;
    }
}
