using Symmetry.Engine.Data;
using Symmetry.Formats.Specs;
using Symmetry.Hosting;

namespace Symmetry.Client.Commands;

/// <summary><c>symmetry data</c>: writes the images of a specification for silos elsewhere.</summary>
internal static class DataCommand
{
    public static Verb Make(CliEnvironment environment)
    {
        var spec = SharedOptions.Spec();
        var to = new Option<string>("--to") { Description = "The folder to write to; made if it is not there.", HelpName = "DIR", Required = true };
        var verb = new Verb(
            "data",
            "Write the images that a specification names into a folder, as one file that is named after its SHA-256. Every silo of a "
            + "cluster needs it in its folder --data-sets before the sweep is submitted.",
            "symmetry data examples/own-images.yaml --to /var/lib/symmetry/data-sets")
        {
            spec, to,
        };
        verb.SetAction(async (parsed, stop) =>
        {
            var name = parsed.GetRequiredValue(spec);
            var folder = parsed.GetRequiredValue(to);
            var images = SpecFile.ReadDocument(name).Images ?? throw new UsageException($"{name} has no key data: its images are the embedded digits.");
            try
            {
                var file = new DataSetFolder(folder).Add(images);
                var what = $"{Numbers.Count(images.Count, "image")} of {images.Height} x {images.Width} in {Numbers.Count(images.Classes, "class", "classes")}";
                await environment.Error.WriteLineAsync($"{what}: {DataSet.FromImages(images)}".AsMemory(), stop);
                await environment.Out.WriteLineAsync(file.AsMemory(), stop);
                return ExitCode.Done;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw new UsageException($"--to is {folder}: {e.Message}");
            }
        });
        return verb;
    }
}
