using Symmetry.Formats.Specs;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry schema</c>: the JSON Schema of specifications, for editors that complete and check.</summary>
internal static class SchemaCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var verb = new Verb(
            "schema",
            "Print the JSON Schema of specifications. An editor with the YAML language server reads it from a first line such as "
            + "# yaml-language-server: $schema=spec.schema.json",
            "symmetry schema > spec.schema.json");
        verb.SetAction(async (_, _) =>
        {
            await environment.Out.WriteAsync(SpecSchema.Write());
            return ExitCode.Done;
        });
        return verb;
    }
}
