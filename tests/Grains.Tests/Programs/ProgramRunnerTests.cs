using System.Text;
using Symmetry.Engine.Experiments.Programs;
using Symmetry.Hosting.Programs;

namespace Symmetry.Grains.Tests.Programs;

/// <summary>Programs that behave badly, as real processes. After each test none of their processes is left.</summary>
public sealed class ProgramRunnerTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private readonly ProgramRunner runner = new();
    private readonly string root;

    public ProgramRunnerTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are checked in /proc, which only Linux has.");
        root = Path.GetDirectoryName(Run("echo \"$SYMMETRY_TRIAL\"").LastLine)!;
    }

    public void Dispose()
    {
        if (root is not null)
        {
            Assert.Empty(MarkedProcesses.Below(root));
            Assert.All(Directory.EnumerateDirectories(root), folder => Assert.Empty(Directory.EnumerateFileSystemEntries(folder)));
            runner.Dispose();
            Assert.False(Directory.Exists(root));
        }
    }

    [Theory]
    [InlineData("echo 1; echo '{\"a\": 2}'", "{\"a\": 2}")]
    [InlineData("printf 'no newline'", "no newline")]
    [InlineData("echo ' last '; echo; printf ' \\t\\r\\n '", "last")]
    [InlineData("echo '{\"a\": NaN}'", "{\"a\": NaN}")]
    [InlineData("printf '\\377\\376'", "\uFFFD\uFFFD")]
    public void Last_line_that_is_not_blank_is_returned_as_it_is(string script, string line) =>
        Assert.Equal((line, null), Parts(Run(script)));

    [Theory]
    [InlineData("exit 3", "The program exited with code 3.")]
    [InlineData("echo '{}'; echo one >&2; echo 'two words' >&2; exit 1", "The program exited with code 1. Standard error ends with: one | two words")]
    [InlineData("kill -SEGV $$", "The program was ended by signal 11 (SIGSEGV).")]
    [InlineData("kill -KILL $$", "The program was ended by signal 9 (SIGKILL).")]
    [InlineData("true", "The program wrote nothing to standard output.")]
    [InlineData("echo '  '; echo \"$PWD/train.py failed\" >&2", "The program wrote nothing to standard output. Standard error ends with: train.py failed")]
    public void Failure_says_how_the_program_ended(string script, string failure) =>
        Assert.Equal((null, failure), Parts(Run(script)));

    [Fact]
    public void Only_the_end_of_standard_error_is_kept()
    {
        var failure = Run("i=0; while [ $i -lt 3000 ]; do echo \"line $i\" >&2; i=$((i + 1)); done; exit 1").Failure!;

        Assert.StartsWith("The program exited with code 1. Standard error ends with: line 2980 | line 2981 | ", failure, StringComparison.Ordinal);
        Assert.EndsWith(" | line 2999", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-program", "The program 'no-such-program' is not on the PATH of this silo.")]
    [InlineData("./no-such-program", "The program './no-such-program' does not exist, or its first line names an interpreter that does not exist.")]
    [InlineData("/", "The program '/' is not executable.")]
    [InlineData("./text", "The program './text' is not executable: a script needs a first line such as #!/usr/bin/env python3.")]
    public void Program_that_cannot_be_started_is_named(string program, string failure) =>
        Assert.Equal(failure, runner.Run(new ProgramCall([program], "", [FileOf("text", "hello\n")], Long), default).Failure);

    [Fact]
    public void Input_is_read_to_its_end_or_not_at_all()
    {
        var input = new string('x', 1_000_000);

        Assert.Equal("1000000", Run("wc -c", input).LastLine);
        Assert.Equal("ready", Run("echo ready", input).LastLine);
    }

    [Fact]
    public void Output_of_100_MB_takes_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var output = Run("head -c 100000000 /dev/zero | tr '\\0' x | fold -w 999 | tee /dev/stderr; echo; echo end");

        // The buffers, of which the largest has 1 MB, come from a pool that may be empty.
        Assert.Equal(("end", null), Parts(output));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Line_of_100_MB_is_refused()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("The last line of standard output is longer than 1 MB.", Run("head -c 100000000 /dev/zero | tr '\\0' x").Failure);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Theory]
    [InlineData("while :; do sleep 1000; done")]
    [InlineData("trap '' TERM INT HUP; while :; do sleep 1000; done")]
    [InlineData("trap '' TERM; sh -c 'kill -STOP $$' & while :; do :; done")]
    [InlineData("yes")]
    public void Program_that_never_ends_is_ended_after_its_timeout(string script) =>
        Assert.Equal("The program did not end within 0.3 s.", Run(script, timeout: TimeSpan.FromSeconds(0.3)).Failure);

    [Theory]
    [InlineData("sleep 1000 & echo done")]
    [InlineData("(trap '' TERM HUP; while :; do sleep 1000; done) & echo done")]
    [InlineData("setsid sleep 1000 & echo done")]
    [InlineData("setsid sh -c 'sleep 1000 & setsid sleep 1000 & sleep 1000' >/dev/null 2>&1 </dev/null & sleep 0.1; echo done")]
    [InlineData("setsid yes & echo done; exec sleep 0.1")]
    public void Processes_that_a_program_leaves_behind_are_ended(string script)
    {
        var output = Run(script);

        Assert.Null(output.Failure);
        Assert.Matches("^(done|y)$", output.LastLine);
        Assert.Empty(MarkedProcesses.Below(root));
    }

    [Fact]
    public async Task Cancelled_program_is_ended_with_its_children()
    {
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => Run("trap '' TERM; setsid sleep 1000 & sleep 1000 & while :; do sleep 1000; done", stop: stop.Token));
        while (MarkedProcesses.Below(root).Count < 4)
        {
            await Task.Delay(10);
        }

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(MarkedProcesses.Below(root));
        Assert.Throws<OperationCanceledException>(() => Run("echo done", stop: stop.Token));
    }

    // Disposal does what the kernel does when the silo is killed: it closes the pipe of the watcher.
    [Fact]
    public async Task Running_programs_end_with_the_silo()
    {
        using var silo = new ProgramRunner();
        var other = Path.GetDirectoryName(silo.Run(Call("echo \"$SYMMETRY_TRIAL\""), default).LastLine)!;
        var run = Task.Run(() => silo.Run(Call("trap '' TERM; touch new; setsid sleep 1000 & sleep 1000 & while :; do sleep 1000; done"), default));
        while (MarkedProcesses.Below(other).Count < 4)
        {
            await Task.Delay(10);
        }

        silo.Dispose();
        Assert.Equal("The program was ended by signal 9 (SIGKILL).", (await run).Failure);
        Assert.Empty(MarkedProcesses.Below(other));
        Assert.False(Directory.Exists(other));
    }

    [Fact]
    public void Each_run_has_its_own_copy_of_the_files()
    {
        ProgramFile[] files = [FileOf("train.sh", "cat lib/part.txt"), FileOf("lib/part.txt", "original")];
        string Train(string script) => Run(script, files: files).LastLine!;

        Assert.Equal("original", Train("sh train.sh; chmod -R 0777 .; echo changed > lib/part.txt; echo more > new.txt; mkdir -p a/b; chmod 0 a"));
        Assert.Equal("original", Train("sh train.sh; rm -r lib; mkfifo train.fifo; ln -sf /dev/null train.sh"));
        Assert.Equal("original lib train.sh", Train("echo $(sh train.sh) $(ls)"));
        Assert.Equal("original", Train("sh train.sh; touch .hidden; mv \"$PWD\" \"$PWD-moved\"; ln -s /nowhere \"$PWD\""));
        Assert.Equal("original lib train.sh", Train("echo $(sh train.sh) $(ls -A); rm -r ../*-moved; find .. -type l -delete"));
    }

    [Fact]
    public void Folder_that_a_link_leads_to_is_not_deleted()
    {
        var outside = Directory.CreateTempSubdirectory("symmetry-test-");
        File.WriteAllText(Path.Combine(outside.FullName, "kept"), "");

        Run($"ln -s {outside.FullName} link; echo done");
        Assert.True(File.Exists(Path.Combine(outside.FullName, "kept")));
        outside.Delete(recursive: true);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/x")]
    [InlineData("a//x")]
    [InlineData("./x")]
    [InlineData("a\0x")]
    [InlineData("")]
    public void File_outside_of_the_folder_cannot_be_named(string path) => Assert.Throws<FormatException>(() => FileOf(path, ""));

    // A program that is just being written cannot be executed while the child of another slot still has it open.
    [Fact]
    public void Programs_among_the_files_start_on_many_slots_at_once()
    {
        ProgramFile[] files = [FileOf("run.sh", "#!/bin/sh\necho done\n")];
        var lines = Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(8)
            .Select(_ => Parts(runner.Run(new ProgramCall(["./run.sh"], "", [.. files], Long), default))).ToList();

        Assert.Equal(Enumerable.Repeat<(string?, string?)>(("done", null), 200), lines);
    }

    // The runtime ignores SIGPIPE, and 'yes' would then report an error instead of ending.
    [Fact]
    public void Program_runs_with_the_signals_of_a_shell() =>
        Assert.Equal("141", Run("(yes; echo $? >code) | head -n 1 >/dev/null; cat code").LastLine);

    [Fact]
    public void Seconds_are_the_elapsed_time() => Assert.InRange(Run("sleep 0.2; echo done").Seconds, 0.2, 60);

    private static ProgramFile FileOf(string path, string content) => new(path, [.. Encoding.UTF8.GetBytes(content)]);

    private static ProgramCall Call(string script, string input = "", TimeSpan? timeout = null, ProgramFile[]? files = null) =>
        new(["/bin/sh", "-c", script], input, [.. files ?? []], timeout ?? Long);

    private static (string? Line, string? Failure) Parts(ProgramOutput output) => (output.LastLine, output.Failure);

    private ProgramOutput Run(string script, string input = "", TimeSpan? timeout = null, ProgramFile[]? files = null, CancellationToken stop = default) =>
        runner.Run(Call(script, input, timeout, files), stop);
}
