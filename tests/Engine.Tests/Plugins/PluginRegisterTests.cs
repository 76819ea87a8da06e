using Symmetry.Engine.Plugins;

namespace Symmetry.Engine.Tests.Plugins;

public sealed class PluginRegisterTests
{
    private readonly PluginRegister<INamed> register = new("toy", [new BuiltIn("zero"), new BuiltIn("default")], toy => toy.Name)
    {
        Reserved = ["taken"],
        Check = toy => _ = toy is Odd ? throw new ArgumentException("odd") : 0,
    };

    /// <summary>What is registered; private, so that the assembly has no public class that implements it.</summary>
    private interface INamed
    {
        string Name { get; }
    }

    [Fact]
    public void Registered_objects_follow_the_built_in_ones_in_the_order_of_their_names()
    {
        register.Register(new Second("b"));
        register.Register(new First("a"));
        register.Register(new First("a"));

        Assert.Equal(["zero", "default", "a", "b"], register.All.Select(toy => toy.Name));
        Assert.Empty(register.RegisterAll(typeof(PluginRegisterTests).Assembly));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("1st")]
    [InlineData("a b")]
    [InlineData("a;b")]
    [InlineData("é")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Invalid_name_is_refused(string name) => Assert.Equal(
        $"Invalid toy name '{name}'. Use 1 to 40 lower-case letters, digits and dashes, beginning with a letter.", RefusalOf(new First(name)));

    [Fact]
    public void Taken_name_and_failed_check_are_refused_and_change_nothing()
    {
        register.Register(new First("a"));

        Assert.Equal("The toy zero is built in. Choose another name.", RefusalOf(new First("zero")));
        Assert.Equal("The toy taken is built in. Choose another name.", RefusalOf(new First("taken")));
        Assert.Equal($"The toy name 'a' is used by two classes: {typeof(First)} and {typeof(Second)}.", RefusalOf(new Second("a")));
        Assert.Equal("odd", RefusalOf(new Odd("odd")));
        Assert.Equal(["zero", "default", "a"], register.All.Select(toy => toy.Name));
    }

    private string RefusalOf(INamed toy) => Assert.Throws<ArgumentException>(() => register.Register(toy)).Message;

    private sealed record BuiltIn(string Name) : INamed;

    private sealed record First(string Name) : INamed;

    private sealed record Second(string Name) : INamed;

    private sealed record Odd(string Name) : INamed;
}
