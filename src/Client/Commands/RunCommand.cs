using Symmetry.Formats.Specs;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry run</c>: any sweep.</summary>
internal static class RunCommand
{
    public static Verb Make(CliEnvironment environment, string commandLine)
    {
        var spec = SharedOptions.Spec();
        var data = SharedOptions.Data();
        var slots = SharedOptions.Slots();
        var (web, stay) = (SharedOptions.Web(), SharedOptions.Stay());
        var json = SharedOptions.Json();
        var verb = new Verb(
            "run",
            "Run the sweep of a specification, print its table (for more than 24 cells the ten best, which cells may be best, and which settings matter) and "
            + "answer its claims. Resumes where an earlier run with the same folder stopped.",
            "symmetry run examples/who-needs-bias.yaml",
            "symmetry run examples/quick.yaml --web --stay",
            "symmetry run examples/quick.yaml --slots 1 --json quick.json",
            "symmetry run examples/paper-claims.yaml")
        {
            spec, data, slots, web, stay, json,
        };
        verb.SetAction((parsed, stop) =>
        {
            var document = SpecFile.ReadDocument(parsed.GetRequiredValue(spec));
            var store = new StoreOptions(parsed.GetRequiredValue(data), (int)parsed.GetRequiredValue(slots))
            {
                Web = (int?)parsed.GetValue(web) ?? (parsed.GetValue(stay) ? 0 : null),
                Images = document.Images,
            };
            var options = new RunOptions(store, parsed.GetValue(json), parsed.GetValue<bool>(SharedOptions.QuietName), commandLine)
            {
                Claims = document.Claims,
                ClaimsText = document.ClaimsText,
                Stays = parsed.GetValue(stay),
            };
            return new SweepRun(environment, options).RunAsync(document.Sweep, stop);
        });
        return verb;
    }
}
