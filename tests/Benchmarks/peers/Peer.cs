using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Symmetry.Benchmarks;

/// <summary>Another program that does a job and prints one line of JSON.</summary>
/// <param name="Command">Program and arguments.</param>
internal sealed record Peer(params string[] Command)
{
    // Debian's own Python: only it finds the libraries that Debian packages, whatever comes first on the PATH.
    private const string Python = "/usr/bin/python3";

    /// <summary>The peers that any job has, ready to run on the data in a folder.</summary>
    public static IReadOnlyList<Peer> OfAnyJob(string folder) => [new(Python, Script("sklearn_peer.py"), folder), new(Python, Script("torch_peer.py"), folder)];

    /// <summary>The peers of the reference job, ready to run on the data in a folder, where what must be compiled is compiled, too.</summary>
    public static IReadOnlyList<Peer> OfReferenceJob(string folder)
    {
        var fann = Path.Combine(folder, "fann_peer");
        Output("gcc", "-O3", "-march=native", Script("fann_peer.c"), "-o", fann, "-lfann", "-lm");
        return
        [
            new(Python, Script("torch_peer.py"), folder, "64"),
            new(fann, folder),
            .. OfAnyJob(folder),
            new([Environment.ProcessPath!, .. EntryAssembly(), "mathnet", folder]),
        ];
    }

    /// <summary>Trains once, on the core that this thread is pinned to.</summary>
    /// <returns>What it printed; null where it cannot run, after saying so on stderr.</returns>
    public PeerResult? Run()
    {
        var line = Output(Command)?.Split('\n').LastOrDefault(static line => line.StartsWith('{'));
        return line is null ? null : JsonSerializer.Deserialize<PeerResult>(line, JsonSerializerOptions.Web);
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    // The process is "dotnet Symmetry.Benchmarks.dll" or the executable that "dotnet run" starts.
    private static string[] EntryAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? [typeof(Peer).Assembly.Location] : [];

    private static string? Output(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["OPENBLAS_NUM_THREADS"] = "1", ["OMP_NUM_THREADS"] = "1" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return output;
            }

            Console.Error.WriteLine($"{string.Join(' ', command)}: {error.Result.Trim().Split('\n')[^1]}");
        }
        catch (Win32Exception exception)
        {
            Console.Error.WriteLine($"{command[0]}: {exception.Message}");
        }

        return null;
    }
}
