namespace Symmetry.Client.Commands;

/// <summary>The commands as the help of the program lists them: in groups, one line each.</summary>
internal static class CommandGroups
{
    /// <summary>The groups, each with what its commands are for.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<(string Command, string Summary)> Commands)> All { get; } =
    [
        ("Run",
        [
            ("init", "write a commented specification to start from"),
            ("schema", "print the JSON Schema of specifications, for editors"),
            ("plan", "check a specification; show cells, trials and expected time, or the replicates it needs"),
            ("run", "run the sweep of a specification, or resume it"),
            ("paper", "run the cells of the paper's Tables 1 and 2"),
            ("multiverse", "run the paper's cells under 192 readings of what it leaves open"),
            ("import", "store a file of results as a sweep"),
        ]),
        ("Look",
        [
            ("list", "list the sweeps"),
            ("serve", "serve the page over all sweeps"),
            ("table", "print what a sweep found"),
            ("report", "write tables, figures and findings as one HTML file"),
            ("plot", "write a figure as SVG or PNG"),
            ("export", "write one row per trial, or the whole sweep as a folder for others"),
        ]),
        ("Judge",
        [
            ("best", "say which cells may be best"),
            ("compare", "compare cells with a baseline, all pairs, or tuned values of an axis"),
            ("effects", "say which settings matter"),
            ("variance", "say which source of randomness explains how much"),
            ("images", "say what single test images show"),
            ("claims", "answer the claims of a specification"),
            ("rerun", "train one stored trial again and compare it bit for bit"),
            ("verify", "train a sample again and compare it, or check an exported folder"),
        ]),
        ("Cluster",
        [
            ("submit", "give a sweep to a cluster"),
            ("status", "show counts, missing trials and who works at them"),
            ("watch", "follow a sweep to its end"),
            ("cancel", "stop a sweep"),
            ("resume", "resume a cancelled sweep"),
            ("data", "write the images of a specification for silos on other machines"),
        ]),
    ];
}
