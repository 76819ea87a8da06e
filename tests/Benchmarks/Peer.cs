using System.Diagnostics;
using System.Text.Json;

namespace Symmetry.Benchmarks;

/// <summary>A program of others that does the reference job and prints one line of JSON.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Command">Program and arguments.</param>
internal sealed record Peer(string Name, string[] Command)
{
    private const string OpenBlas = "/usr/lib/x86_64-linux-gnu/openblas-pthread";

    /// <summary>The peers in a folder, built and with their data prepared in a working folder.</summary>
    public static IReadOnlyList<Peer> In(string folder, string work)
    {
        Directory.CreateDirectory(work);
        var digits = Path.Combine(work, "digits.csv.gz");
        using (var source = typeof(Symmetry.Engine.Mlp.Training).Assembly.GetManifestResourceStream("digits.csv.gz")!)
        using (var target = File.Create(digits))
        {
            source.CopyTo(target);
        }

        var data = Path.Combine(work, "digits5");
        string Script(string name) => Path.Combine(folder, name);
        string Built(string name) => Path.Combine(work, name);
        Try("/usr/bin/python3", Script("prep_data.py"), digits, data);
        Try("gcc", "-O3", "-march=native", Script("fann_mlp.c"), "-o", Built("fann_mlp"), "-lfann", "-lm");

        // Outside the repository's folders, whose settings are not the peer's.
        var mathnet = Directory.CreateDirectory(Path.Combine(work, "mathnet-source")).FullName;
        foreach (var file in Directory.Exists(Script("mathnet")) ? Directory.GetFiles(Script("mathnet")) : [])
        {
            File.Copy(file, Path.Combine(mathnet, Path.GetFileName(file)), overwrite: true);
        }

        Try("dotnet", "publish", mathnet, "-c", "Release", "-o", Built("mathnet"));
        return
        [
            new("scikit-learn", ["/usr/bin/python3", Script("sklearn_mlp.py"), "--data", data]),
            new("PyTorch, 64 trials stacked", ["/usr/bin/python3", Script("torch_mlp.py"), "--data", data, "--mode", "ensemble", "--epochs-run", "2"]),
            new("PyTorch eager", ["/usr/bin/python3", Script("torch_mlp.py"), "--data", data, "--mode", "eager"]),
            new("FANN", [Built("fann_mlp"), "--data", data]),
            new("MathNet.Numerics", ["dotnet", Path.Combine(Built("mathnet"), "mathnet.dll"), "--data", data]),
        ];
    }

    /// <summary>Runs the job once on a core, pinned.</summary>
    /// <returns>Seconds of training a trial, by the peer's own clock; null where it cannot run.</returns>
    public double? Run(int core)
    {
        var line = Try(["taskset", "-c", $"{core}", .. Command]);
        if (line is null)
        {
            return null;
        }

        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("seconds").GetDouble();
    }

    private static string? Try(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        if (Directory.Exists(OpenBlas))
        {
            start.Environment["LD_LIBRARY_PATH"] = OpenBlas;
        }

        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output.Split('\n').LastOrDefault(static l => l.StartsWith('{')) ?? output;
            }

            Console.Error.WriteLine($"{string.Join(' ', command)}: {error.Result.Trim().Split('\n')[^1]}");
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            Console.Error.WriteLine($"{command[0]}: {problem.Message}");
        }

        return null;
    }
}
