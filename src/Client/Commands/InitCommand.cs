using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry init</c>: writes a specification to begin with.</summary>
internal static class InitCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var file = new Argument<string>("FILE.yaml") { Description = "The file to write, which must not exist yet; - writes to stdout." };
        var verb = new Verb(
            "init",
            "Write a specification that runs as it is, with every setting, what it does, its default and its valid values in comments.",
            "symmetry init my-sweep.yaml",
            "symmetry init -")
        {
            file,
        };
        verb.SetAction(async (parsed, _) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (path == "-")
            {
                await environment.Out.WriteAsync(SpecTemplate.Write("my-sweep"));
                return ExitCode.Done;
            }

            if (Path.Exists(path))
            {
                throw new UsageException($"{path} already exists. Choose another name.");
            }

            await AtomicFile.WriteAsync(path, SpecTemplate.Write(Path.GetFileNameWithoutExtension(path)));
            await environment.Error.WriteLineAsync($"{path} can be run as it is: symmetry run {path}");
            return ExitCode.Done;
        });
        return verb;
    }
}
