namespace Symmetry.Client.Commands;

/// <summary><c>symmetry serve</c>: the page over everything that was ever run.</summary>
internal static class ServeCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var web = new Option<long?>("--web")
        {
            Description = "The port on this machine. Default: a free one.",
            HelpName = "PORT",
            CustomParser = result => SharedOptions.ReadWhole(result, "--web", 0, 65535),
        };
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        var place = StoreLocationOptions.InFolderOrCluster();
        var verb = new Verb(
            "serve",
            "Serve the page over all sweeps in a folder or on a cluster until Ctrl-C, and print its address. A folder is opened read-only and nothing is "
            + "trained; a sweep that another process is running is shown as it was when it was first looked at. On a cluster sweeps can be submitted too.",
            "symmetry serve",
            "symmetry serve --data ./paper-runs --open",
            "symmetry serve --cluster 10.0.0.5:30000 --web 8080")
        {
            web, open,
        };
        place.AddTo(verb);
        verb.SetAction((parsed, stop) =>
        {
            var options = place.Read(parsed, environment) with { Web = (int)(parsed.GetValue(web) ?? 0) };
            return StoredSweeps.ReadAsync(environment, options, async store =>
            {
                var page = store.Page ?? throw new InvalidOperationException("The store serves no page.");
                await environment.Out.WriteLineAsync(page.ToString());
                options.Note("Press Ctrl-C to stop.");
                if (parsed.GetValue(open) && environment.OpenBrowser(page) is { } problem)
                {
                    options.Note($"The browser could not be opened: {problem}");
                }

                await Interruption.WaitAsync(stop);
                return ExitCode.Done;
            }, stop);
        });
        return verb;
    }
}
