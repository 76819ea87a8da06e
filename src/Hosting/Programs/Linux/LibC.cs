using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Symmetry.Hosting.Programs.Linux;

/// <summary>The calls of the C library of Linux (glibc and musl, x64 and arm64) that the base class library does not offer.</summary>
internal static unsafe partial class LibC
{
    public const int Terminate = 15;
    public const int Kill = 9;
    public const short CanRead = 1;
    public const int Interrupted = 4;
    public const int FileBusy = 26;

    /// <summary>Larger than posix_spawnattr_t (336 bytes), posix_spawn_file_actions_t (80) and sigset_t (128).</summary>
    public const int MaxStructBytes = 512;

    /// <summary>The flags POSIX_SPAWN_SETSIGDEF, SETSIGMASK and SETSID.</summary>
    public const short NewSessionWithDefaultSignals = 0x04 | 0x08 | 0x80;

    private const int CloseOnExec = 0x80000;
    private const uint CloseMemoryOnExec = 1;
    private const long OpenProcess = 434;
    private const string ChangeFolder = "posix_spawn_file_actions_addchdir_np";

    /// <summary>Whether the C library (glibc 2.29) and the kernel (Linux 5.3) have what <see cref="SessionLauncher"/> needs.</summary>
    public static bool IsComplete()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), ChangeFolder, out _))
        {
            return false;
        }

        using var self = ProcessHandle(Environment.ProcessId);
        return !self.IsInvalid;
    }

    /// <summary>A pipe that child processes do not inherit.</summary>
    /// <exception cref="IOException">Too many files are open.</exception>
    public static (SafeFileHandle Read, SafeFileHandle Write) Pipe()
    {
        var ends = stackalloc int[2];
        return CreatePipe(ends, CloseOnExec) == 0 ? (Own(ends[0]), Own(ends[1])) : throw Error("A pipe cannot be created");
    }

    /// <summary>A counter that can be waited for with <see cref="Poll"/>.</summary>
    /// <exception cref="IOException">Too many files are open.</exception>
    public static SafeFileHandle Event() => Check(CreateEvent(0, CloseOnExec), "An event cannot be created");

    /// <summary>Wakes a <see cref="Poll"/> of an event.</summary>
    public static void Set(SafeFileHandle @event)
    {
        var one = 1L;
        Write(@event, &one, sizeof(long));
    }

    /// <summary>Writes a line to a pipe.</summary>
    public static void WriteLine(SafeFileHandle pipe)
    {
        var text = stackalloc byte[] { (byte)'.', (byte)'\n' };
        Write(pipe, text, 2);
    }

    /// <summary>Whether a process executes a program: it is neither a thread of the kernel nor has it exited.</summary>
    public static bool HasProgram(string processFolder)
    {
        byte first;
        return ReadLink($"{processFolder}/exe", &first, 1) > 0;
    }

    /// <summary>Waits for a while.</summary>
    public static void Pause(int milliseconds) => _ = Poll(null, 0, milliseconds);

    /// <summary>A file in memory.</summary>
    /// <exception cref="IOException">Too many files are open, or memory is exhausted.</exception>
    public static SafeFileHandle MemoryFile(ReadOnlySpan<byte> content)
    {
        var file = Check(CreateMemory("input", CloseMemoryOnExec), "A file in memory cannot be created");
        RandomAccess.Write(file, content, fileOffset: 0);
        return file;
    }

    /// <summary>A descriptor that becomes readable when a process exits; invalid if there is none.</summary>
    public static SafeFileHandle ProcessHandle(int process) => Own((int)SystemCall(OpenProcess, process, 0));

    /// <summary>Opens a file to read it; negative if that is not possible.</summary>
    public static int OpenToRead(string path) => Open(path, CloseOnExec);

    /// <summary>The exception for the last error.</summary>
    public static IOException Error(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, byte* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial void Close(int file);

    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial void Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int process, out int status, int options);

    [LibraryImport("libc", EntryPoint = "posix_spawnp")]
    public static partial int Spawn(out int process, byte* program, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    public static partial int InitActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    public static partial void DestroyActions(void* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial int AddDuplicate(void* actions, SafeFileHandle from, int to);

    [LibraryImport("libc", EntryPoint = ChangeFolder, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddChangeFolder(void* actions, string folder);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    public static partial int InitAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    public static partial void DestroyAttributes(void* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    public static partial int SetFlags(void* attributes, short flags);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial int SetSignalMask(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial int SetDefaultSignals(void* attributes, void* signals);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial void EmptySet(void* signals);

    [LibraryImport("libc", EntryPoint = "sigfillset")]
    public static partial void FullSet(void* signals);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "readlink", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ReadLink(string path, byte* target, nuint size);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static partial int CreatePipe(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial int CreateEvent(uint value, int flags);

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemory(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, void* buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long first, long second);

    private static SafeFileHandle Own(int file) => new(file, ownsHandle: true);

    private static SafeFileHandle Check(int file, string problem) => file >= 0 ? Own(file) : throw Error(problem);
}
