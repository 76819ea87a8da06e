using System.Collections;
using Symmetry.Hosting.Programs;

namespace Symmetry.Grains.Tests.Programs;

public sealed class ProgramEnvironmentTests
{
    [Theory]
    [InlineData("SYMMETRY_DATABASE", "Host=db;Username=symmetry")]
    [InlineData("SYMMETRY_ALLOW_PROGRAMS", "true")]
    [InlineData("GITHUB_TOKEN", "x")]
    [InlineData("AWS_SECRET_ACCESS_KEY", "x")]
    [InlineData("db_password", "x")]
    [InlineData("PGPASSFILE", "x")]
    [InlineData("OPENAI_API_KEY", "x")]
    [InlineData("ConnectionStrings__Main", "x")]
    [InlineData("STORE", "Host=db;Password=x")]
    [InlineData("QUEUE", "amqp://user:x@host/")]
    [InlineData("PWD", "/srv")]
    public void Secrets_and_folders_of_the_silo_are_left_out(string name, string value) =>
        Assert.DoesNotContain(name, Of((name, value)).Keys);

    [Theory]
    [InlineData("PATH", "/bin:/usr/bin")]
    [InlineData("HOME", "/home/a")]
    [InlineData("KEYBOARD", "us")]
    [InlineData("HTTP_PROXY", "http://proxy:3128/")]
    [InlineData("OMP_NUM_THREADS", "4")]
    public void Other_variables_are_inherited(string name, string value) => Assert.Equal(value, Of((name, value))[name]);

    [Fact]
    public void Numerical_libraries_get_one_thread_and_temporary_files_stay_in_the_folder()
    {
        var variables = Of(("OMP_NUM_THREADS", "4"));

        Assert.Equal(("4", "1", "1"), (variables["OMP_NUM_THREADS"], variables["OPENBLAS_NUM_THREADS"], variables["MKL_NUM_THREADS"]));
        Assert.Equal(("/folder/7", "/folder/7"), (variables["TMPDIR"], variables["SYMMETRY_TRIAL"]));
    }

    private static IReadOnlyDictionary<string, string> Of(params (string Name, string Value)[] variables) =>
        new ProgramEnvironment(new Hashtable(variables.ToDictionary(variable => variable.Name, variable => variable.Value))).Of("/folder/7");
}
